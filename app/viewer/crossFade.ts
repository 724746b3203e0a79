import {
  AddEquation,
  Camera,
  ConstantAlphaFactor,
  CustomBlending,
  FramebufferTexture,
  Mesh,
  OneMinusConstantAlphaFactor,
  PlaneGeometry,
  ShaderMaterial,
  Vector2,
  type WebGLRenderer,
} from "three";

/** One picture passing into another, exactly: no grain, no holes, no light that doubles. */
export interface CrossFade {
  /**
   * Draws the canvas as `share` of `after` over the rest of `before`, both seen from the present camera. Either draws
   * a whole picture on the canvas.
   */
  draw(before: () => void, after: () => void, share: number): void;
  /** Gives back the GPU's memory; drawing makes it anew. */
  release(): void;
}

/**
 * Both pictures are drawn each frame, by the shaders that they have anyway: the new one is copied out of the frame
 * buffer and blended over the old one by constant alpha, which mixes premultiplied pixels, coverage and all, linearly.
 * A dissolve in the materials would need a second program of each, and `discard`, which costs tiled GPUs their early
 * depth test for good.
 */
export function createCrossFade(renderer: WebGLRenderer): CrossFade {
  const size = new Vector2();
  let picture = null as FramebufferTexture | null;
  const uniforms = { picture: { value: picture } };
  const material = new ShaderMaterial({
    uniforms,
    vertexShader: "varying vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }",
    fragmentShader: "uniform sampler2D picture; varying vec2 at; void main() { gl_FragColor = texture2D(picture, at); }",
    depthTest: false,
    depthWrite: false,
    toneMapped: false,
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: ConstantAlphaFactor,
    blendDst: OneMinusConstantAlphaFactor,
  });
  const screen = new Mesh(new PlaneGeometry(2, 2), material);
  screen.frustumCulled = false;
  const camera = new Camera();

  function pictureOfCanvas(): FramebufferTexture {
    renderer.getDrawingBufferSize(size);
    const { width, height } = size;
    if (picture?.image.width !== width || picture.image.height !== height) {
      picture?.dispose();
      picture = new FramebufferTexture(width, height);
    }
    renderer.copyFramebufferToTexture(picture);
    return picture;
  }

  return {
    draw(before, after, share) {
      after();
      uniforms.picture.value = pictureOfCanvas();
      before();
      material.blendAlpha = share;
      renderer.autoClear = false;
      renderer.render(screen, camera);
      renderer.autoClear = true;
    },
    release() {
      picture?.dispose();
      picture = null;
      material.dispose();
      screen.geometry.dispose();
    },
  };
}
