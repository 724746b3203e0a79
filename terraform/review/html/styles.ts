/** The page's only style sheet. The accent is the verdict's colour; everything else is ink on paper. */
export const STYLES = `
:root { color-scheme: light dark; --paper:#f7f3ec; --raised:#fffdf8; --ink:#1b1814; --soft:#5a5348; --line:#d9d1c3; --edge:#837969;
  --danger:#a8231b; --danger-ground:#f8e3dc; --look:#875300; --look-ground:#f7e9c9; --safe:#2b6334; --safe-ground:#dfecdc;
  --serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Charter,"Source Serif 4",Georgia,"Liberation Serif",serif;
  --sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif; --mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace; }
@media (prefers-color-scheme: dark) { :root { --paper:#171512; --raised:#201d19; --ink:#f0eae0; --soft:#b3a999; --line:#3a352e; --edge:#8f8575;
  --danger:#ff8d7d; --danger-ground:#40201b; --look:#f0b959; --look-ground:#3a2d14; --safe:#8fca95; --safe-ground:#1e3322; } }
.dangerous { --accent:var(--danger); --accent-ground:var(--danger-ground); } .look { --accent:var(--look); --accent-ground:var(--look-ground); } .safe { --accent:var(--safe); --accent-ground:var(--safe-ground); }
* { box-sizing:border-box; } html { -webkit-text-size-adjust:100%; text-size-adjust:100%; scroll-padding-top:1rem; }
body { margin:0; background:var(--paper); color:var(--ink); font:1.0625rem/1.55 var(--sans); text-rendering:optimizeLegibility; }
main, header.top, footer { max-width:68rem; margin-inline:auto; padding-inline:clamp(1.125rem,4vw,3rem); }
header.top { padding-block:1.25rem 0; display:flex; flex-wrap:wrap; gap:.25rem 1.25rem; color:var(--soft); font-size:.875rem; } header.top strong { color:var(--ink); font-weight:600; }
.verdict { padding-block:clamp(1.25rem,4vw,2.75rem) 1.5rem; border-bottom:1px solid var(--line); }
h1 { font:500 clamp(3.25rem,1.9rem + 6.6vw,6.75rem)/.95 var(--serif); letter-spacing:-.025em; margin:0; color:var(--accent); display:flex; align-items:center; gap:.22em; }
h1 svg { width:.62em; height:.62em; flex:none; }
.lead { font:400 clamp(1.1875rem,1.06rem + .6vw,1.5rem)/1.4 var(--serif); margin:1.1rem 0 0; max-width:36rem; text-wrap:pretty; }
.figures { display:flex; flex-wrap:wrap; gap:.75rem 2.25rem; margin:1.5rem 0 0; padding:0; list-style:none; } .figures li { display:flex; flex-direction:column-reverse; }
.figures b { font:500 1.875rem/1.1 var(--serif); font-variant-numeric:lining-nums tabular-nums; } .figures span { font-size:.8125rem; color:var(--soft); } .figures .hot b { color:var(--danger); }
section { padding-block:2.25rem .5rem; } h2 { font:500 clamp(1.5rem,1.3rem + .9vw,2.125rem)/1.15 var(--serif); letter-spacing:-.012em; margin:0 0 1rem; text-wrap:balance; }
h3 { font:600 .8125rem/1.4 var(--sans); letter-spacing:.06em; text-transform:uppercase; color:var(--soft); margin:1.75rem 0 .5rem; }
ol.findings, ul.findings { list-style:none; margin:0; padding:0; } .findings > li { padding:.9rem 0; border-top:1px solid var(--line); overflow-wrap:anywhere; } h2 + .findings > li:first-child { border-top:0; padding-top:0; }
.findings p { margin:0; max-width:46rem; } .findings .title { font-size:1.0625rem; } .danger > li { border-top:0; border-left:3px solid var(--danger); padding:.15rem 0 .15rem 1.1rem; margin-top:1.4rem; }
.danger > li:first-child { margin-top:0; } h2 + .danger > li:first-child { padding-top:.15rem; } .danger .title { font:500 clamp(1.125rem,1.05rem + .4vw,1.3125rem)/1.35 var(--serif); } .findings .detail { color:var(--soft); margin-top:.3rem; font-size:.9375rem; }
.findings .where { font-size:.8125rem; color:var(--soft); margin-top:.35rem; } .danger code { font-size:.86em; } .notes .title { font-size:.9375rem; } .notes > li { padding:.55rem 0; }
code, pre { font-family:var(--mono); font-size:.875em; } code { background:color-mix(in srgb, var(--edge) 14%, transparent); padding:.08em .3em; border-radius:3px; overflow-wrap:anywhere; -webkit-box-decoration-break:clone; box-decoration-break:clone; }
a { color:inherit; text-decoration:underline; text-decoration-color:var(--accent); text-underline-offset:.2em; } a:hover { text-decoration-thickness:2px; } :focus-visible { outline:2px solid var(--accent); outline-offset:3px; border-radius:2px; }
details { border-top:1px solid var(--line); } details > summary { padding:.7rem 0; min-height:2.75rem; cursor:pointer; list-style:none; display:flex; gap:.6rem; align-items:baseline; overflow-wrap:anywhere; } details > summary::-webkit-details-marker { display:none; }
details > summary::before { content:""; flex:none; width:.42em; height:.42em; border:solid var(--edge); border-width:0 1.5px 1.5px 0; transform:rotate(-45deg) translateY(-.12em); } details[open] > summary::before { transform:rotate(45deg) translate(-.05em,-.16em); }
summary .count { margin-left:auto; color:var(--soft); font-size:.875rem; white-space:nowrap; } .stack > summary { font:500 1.1875rem/1.4 var(--serif); flex-wrap:wrap; } .stack > summary .count { font-family:var(--sans); } .stack > div { padding-left:1rem; }
.sign { font:600 .9375rem/1.4 var(--mono); flex:none; width:1.6em; } .create { color:var(--safe); } .update { color:var(--look); } .replace, .delete, .forget { color:var(--danger); }
.attributes { margin:0 0 1.1rem; } .attributes dt { font:600 .8125rem/1.5 var(--mono); margin-top:.8rem; overflow-wrap:anywhere; } .attributes dt em { font:600 .8125rem/1.5 var(--sans); color:var(--danger); margin-left:.5em; } .attributes dd { margin:.2rem 0 0; }
pre.lines { margin:0; background:var(--raised); border:1px solid var(--line); border-radius:5px; padding:.45rem 0; overflow-x:auto; line-height:1.5; font-size:.8125rem; } pre.lines span { display:block; min-width:max-content; padding:0 .75rem; white-space:pre; }
pre.lines .added { background:var(--safe-ground); } pre.lines .removed { background:var(--danger-ground); } pre.lines .skipped { color:var(--soft); }
@media (max-width:40rem) { pre.lines span { min-width:0; white-space:pre-wrap; overflow-wrap:anywhere; } .stack > div { padding-left:0; } }
.scroll { overflow-x:auto; } table { border-collapse:collapse; width:100%; font-size:.9375rem; font-variant-numeric:tabular-nums; } th { font-weight:600; font-size:.8125rem; color:var(--soft); text-align:left; } th, td { padding:.5rem .9rem .5rem 0; border-top:1px solid var(--line); vertical-align:baseline; } thead th { border-top:0; } .number { text-align:right; white-space:nowrap; padding-right:0; padding-left:.6rem; }
td:first-child { overflow-wrap:anywhere; } td.number { min-width:3.2rem; } .none { color:var(--edge); } .mark { display:inline-block; width:.62em; height:.62em; border-radius:50%; margin-right:.55em; background:var(--safe); } .mark.look { background:var(--look); border-radius:1px; transform:rotate(45deg); } .mark.dangerous { background:var(--danger); border-radius:1px; }
.sum { font:500 clamp(1.5rem,1.2rem + 1.4vw,2.25rem)/1.2 var(--serif); margin:0 0 .35rem; } .sum small { font:400 1rem/1.4 var(--sans); color:var(--soft); } .fine { color:var(--soft); font-size:.875rem; max-width:46rem; margin:.6rem 0; overflow-wrap:anywhere; }
figure { margin:0 0 1.5rem; } figcaption { color:var(--soft); font-size:.875rem; margin-top:.6rem; } svg.diagram { display:block; width:100%; height:auto; font-family:var(--sans); } .narrow { display:none !important; } @media (max-width:44rem) { .narrow { display:block !important; } .wide { display:none !important; } }
.scroll svg.diagram { min-width:46rem; } .box { fill:var(--raised); stroke:var(--line); } .box.idle { fill:none; stroke-dasharray:3 3; } .name { fill:var(--ink); font-size:14px; font-weight:600; } .small { fill:var(--soft); font-size:12px; } .band { fill:var(--soft); font-size:12px; } .rule { stroke:var(--line); }
.plus { fill:var(--safe); } .tilde { fill:var(--look); } .minus { fill:var(--danger); } .bar-safe { fill:var(--safe); } .bar-look { fill:var(--look); } .bar-dangerous { fill:var(--danger); } .bar-idle { fill:var(--line); }
.edge { fill:none; stroke:var(--edge); stroke-width:1.25; } .edge.new { stroke:var(--safe); stroke-width:2; } .edge.gone { stroke:var(--danger); stroke-dasharray:5 4; stroke-width:1.5; } .edge.open { stroke:var(--danger); stroke-width:2.5; } .label { font-size:11px; fill:var(--soft); paint-order:stroke; stroke:var(--paper); stroke-width:4px; stroke-linejoin:round; } .label.open { fill:var(--danger); font-weight:600; } .label.new { fill:var(--safe); }
.box.create { stroke:var(--safe); stroke-width:1.75; } .box.update { stroke:var(--look); stroke-width:1.75; } .box.replace, .box.delete, .box.forget { stroke:var(--danger); stroke-width:1.75; } .box.outside { fill:none; stroke:var(--edge); } .head { fill:var(--edge); } .head.new { fill:var(--safe); } .head.open, .head.gone { fill:var(--danger); }
footer { color:var(--soft); font-size:.8125rem; padding-block:2.5rem 3rem; } .skip { position:absolute; left:-99rem; } .skip:focus { left:1rem; top:.5rem; background:var(--raised); padding:.5rem 1rem; }
@media print { :root { color-scheme:light; } body { font-size:10.5pt; } details::details-content { content-visibility:visible; } .danger > li, .findings > li { break-inside:avoid; } pre.lines span { white-space:pre-wrap; min-width:0; } }
`;
