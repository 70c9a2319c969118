/** The one style sheet: for a phone first, dark where the browser is, without scripts and without inline styles. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f4; --card: #fff; --ink: #18201b; --soft: #5a665e; --line: #d3dad5;
  --key: #146c3a; --key-ink: #fff; --good: #dff3e5; --bad: #fde4e1; --bad-ink: #8f1d12; --note: #fff4d6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1411; --card: #1a211c; --ink: #e8eeea; --soft: #a4b0a8; --line: #364039;
    --key: #3ecf76; --key-ink: #06210f; --good: #173a25; --bad: #4a1d19; --bad-ink: #ffb4aa; --note: #3a3217;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main, footer { max-width: 34rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
p { margin: .6rem 0; overflow-wrap: anywhere; }
ul { margin: .4rem 0; padding-left: 1.3rem; }
a { color: var(--key); }
footer { color: var(--soft); font-size: .95rem; border-top: 1px solid var(--line); margin-top: 2rem; }
footer nav a { display: inline-block; padding: .6rem 1rem .6rem 0; }
.small { color: var(--soft); font-size: .95rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 1rem; margin: 0 0 1rem; }
.card header { display: flex; gap: .75rem; align-items: center; justify-content: space-between; }
.badge { border-radius: 1rem; padding: .1rem .7rem; font-size: .9rem; white-space: nowrap; }
.good { background: var(--good); }
.bad { background: var(--bad); color: var(--bad-ink); }
.note { background: var(--note); border-radius: .75rem; padding: .7rem .9rem; margin: .8rem 0; }
.note.alarm { background: var(--bad); color: var(--bad-ink); }
.note.good { background: var(--good); }
.note p { margin: .2rem 0; }
.pairing { text-align: center; border-top: 1px solid var(--line); margin-top: 1rem; padding-top: .5rem; }
.code { font: 700 2.2rem/1.3 ui-monospace, monospace; letter-spacing: .12em; margin: 0; }
.address { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.qr { display: inline-block; width: 15rem; height: 15rem; max-width: 100%; background: #fff; border-radius: .5rem; image-rendering: pixelated; }
form { margin: .8rem 0; }
label { display: block; font-weight: 600; margin-bottom: .3rem; }
input, textarea, select { width: 100%; border: 2px solid var(--soft); border-radius: .75rem; padding: .6rem .7rem; background: var(--card); color: var(--ink); font: inherit; }
input.code { text-align: center; text-transform: uppercase; font: 700 2rem/1.3 ui-monospace, monospace; letter-spacing: .12em; }
textarea { font-family: ui-monospace, monospace; resize: vertical; }
[aria-invalid] { border-color: var(--bad-ink); }
button, .button { display: block; width: 100%; min-height: 3.1rem; border: 0; border-radius: 1.6rem; padding: .75rem 1.2rem; margin: .8rem 0 0; background: var(--key); color: var(--key-ink); font: 600 1.0625rem/1.4 system-ui, sans-serif; text-align: center; text-decoration: none; cursor: pointer; }
.quiet { background: transparent; color: var(--key); border: 2px solid var(--key); }
.danger { background: var(--bad-ink); color: var(--card); }
:focus-visible { outline: 3px solid var(--key); outline-offset: 3px; }
summary { cursor: pointer; color: var(--soft); padding: .6rem 0; }
.steps { list-style: none; counter-reset: step; padding: 0; margin: 0; }
.steps > li { counter-increment: step; background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 1rem; margin: 0 0 1rem; }
.steps > li > h2::before { content: counter(step); display: inline-block; width: 1.8em; line-height: 1.8em; margin-right: .5em; border-radius: 50%; background: var(--key); color: var(--key-ink); text-align: center; }
.picture { display: block; width: 100%; height: auto; margin: 1rem 0; color: var(--ink); font-family: system-ui, sans-serif; }
.picture text { fill: currentColor; }
.picture .key { fill: var(--key); }
.picture .key-text { fill: var(--key-ink); font-weight: 600; }
.picture .spot { fill: var(--note); stroke: var(--key); stroke-width: 2; }
.picture .arrow { stroke: var(--key); }
.picture .mark { fill: var(--key); font-weight: 700; }
`;

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#146c3a"/><path d="M13 22V9l9-2v13" fill="none" stroke="#fff" stroke-width="2.5" stroke-linejoin="round"/><circle cx="10.5" cy="22" r="3.2" fill="#fff"/><circle cx="19.5" cy="20" r="3.2" fill="#fff"/></svg>`;
