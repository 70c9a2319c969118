/** The style of the pages for tags, after the one of all pages. */
export const TAG_STYLE = `
main.wide, main.wide + footer { max-width: 68rem; }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); align-items: start; margin: .8rem 0 0; }
.grid .card { margin: 0; min-width: 0; }
section { margin: 0 0 2rem; }
h3 { font-size: 1.1rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; min-width: 0; }
.narrow, main.wide > .fold, main.wide > .waiting, main.wide > .note { max-width: 32rem; }
.fold { padding: 0; border: 0; background: none; margin: 0 0 2rem; }
.fold[open] { background: var(--card); border: 1px solid var(--line); padding: 1rem; }
summary.button { margin: 0; list-style: none; color: var(--key-ink); }
summary.button::-webkit-details-marker { display: none; }
.fold[open] > summary.button { background: transparent; color: var(--key); box-shadow: inset 0 0 0 2px var(--key); }
.tag { display: flex; gap: 1rem; align-items: flex-start; }
.tag .about { flex: 1; min-width: 0; }
.tag p { margin: .3rem 0; }
.cover { flex: none; width: 5rem; height: 5rem; border-radius: .5rem; object-fit: cover; background: var(--line); color: var(--soft); }
.slim { display: inline-block; width: auto; min-height: 2.75rem; padding: .45rem 1.2rem; margin: .5rem 0 0; }
.field { margin: 0 0 1rem; }
.field .small { margin: .3rem 0 0; }
.check { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem; font-weight: 400; }
.check input { flex: none; width: 1.6rem; height: 1.6rem; margin: 0; accent-color: var(--key); }
select { min-height: 3.1rem; }
code { overflow-wrap: anywhere; }
.waiting { text-align: center; border: 3px solid var(--key); padding: 1.5rem 1rem; margin: 0 0 2rem; }
.waiting h2 { font-size: 1.7rem; line-height: 1.2; }
.waiting .gets { font-size: 1.15rem; font-weight: 600; }
.tap { width: 9rem; fill: none; stroke: currentColor; stroke-width: 3; stroke-linecap: round; }
.tap .key { fill: var(--key); stroke: none; }
`;
