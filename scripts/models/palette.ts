/** Decoded pixels, `channels` bytes each. */
export interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
  channels: number;
}

/** A picture of few texels is kept as it is, whatever it shows. */
const FEW_TEXELS = 4096;
const FEW_COLOURS = 256;
/** Share of texels that are like the one before them in a picture made of flat fields. */
const FLAT = 0.9;
/** Texels along a field's edge that stay, so that filtering near its border doesn't reach its middle. */
const FIELD = 4;

/**
 * Whether models look single colours up in a picture, rather than see it as one: it is tiny, or a few flat fields.
 * Lossy compression and smaller sizes mix neighbouring colours, which such models can't bear.
 */
export function isPalette({ data, width, height, channels }: Picture): boolean {
  const texels = width * height;
  if (texels <= FEW_TEXELS) return true;
  const colours = new Set<number>();
  let like = 0;
  let before = -1;
  for (let i = 0; i < data.length; i += channels) {
    let colour = 0;
    for (let channel = 0; channel < channels; channel++) colour = colour * 256 + (data[i + channel] ?? 0);
    if (colour === before) like++;
    else if (colours.add(colour).size > FEW_COLOURS) return false;
    before = colour;
  }
  return like >= texels * FLAT;
}

/** The picture at the smallest size, by halves, that still has every field whole, at least `FIELD` texels wide. */
export function withoutRepeats(picture: Picture): Picture {
  const { data, width, height, channels } = picture;
  const block = FIELD * 2;
  if (width % block !== 0 || height % block !== 0) return picture;
  const half = { data: new Uint8Array(data.length / 4), width: width / 2, height: height / 2, channels };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const corner = ((y - (y % block)) * width + x - (x % block)) * channels;
      const texel = (y * width + x) * channels;
      const target = ((y >> 1) * half.width + (x >> 1)) * channels;
      for (let channel = 0; channel < channels; channel++) {
        if (data[texel + channel] !== data[corner + channel]) return picture;
        half.data[target + channel] = data[texel + channel] ?? 0;
      }
    }
  }
  return withoutRepeats(half);
}
