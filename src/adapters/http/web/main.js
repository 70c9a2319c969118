import { render } from 'preact';
import { App } from './app.js';
import { ask } from './ask.js';
import { HouseProvider } from './house.js';
import { html } from './html.js';
import { clockOffset } from './playhead.js';
import { EMPTY_SCENE, withNews } from './scene.js';
import { openStream } from './stream.js';
import { makeWishes } from './wishes.js';
import { fill } from './words.js';

/** @import { Answer, House, Problem, Scene } from './shapes.d.ts' */

const root = document.querySelector('#player');
if (root instanceof HTMLElement) start(root);

/** @param {HTMLElement} root */
async function start(root) {
  const { base = '', now: rendered } = root.dataset;
  const { default: texts } = await import(`./texts-${document.documentElement.lang}.js`);

  let scene = EMPTY_SCENE;
  /** @type {{ words: string, problem?: Problem, id: number } | null} */
  let told = null;
  let drawing = false;
  let isNew = false;
  const wishes = makeWishes(draw);
  const offset = clockOffset(Number(rendered), arrival());

  /** @type {House} */
  const house = {
    texts,
    hasPackages: root.dataset.packages !== undefined,
    now: () => Date.now() + offset,
    ask: async (path, payload) => {
      const answer = await ask(`${base}/api/${path}`, payload);
      if (!answer.ok) tell('', answer.problem);
      // Nobody is to wonder why the slider went back.
      else if (answer.limited_by) tell(fill(texts.limited, { ...answer }));
      // What did not work a moment ago is old news as soon as something does.
      else if (told?.problem) dismiss();
      return answer;
    },
    tell: (words) => tell(words),
  };

  /**
   * @param {string} account
   * @param {object} payload
   * @param {Readonly<Record<string, unknown>>} [shows] What is so as soon as the bridge has done it.
   * @returns {Promise<Answer>}
   */
  const command = async (account, payload, shows = {}) => {
    const answered = wishes.wish(account, shows);
    const answer = await house.ask(`${encodeURIComponent(account)}/command`, payload);
    answered(answer.ok);
    return answer;
  };

  openStream(`${base}/api/events`, {
    opened: () => {
      isNew = true;
    },
    lost: () => put({ ...scene, connection: 'lost' }),
    news: (name, data) => {
      // A new connection tells all anew, but for what happened; what it does not tell is there no more.
      const { happened } = scene;
      const before = isNew ? { ...EMPTY_SCENE, happened, connection: /** @type {const} */ ('live') } : scene;
      isNew = false;
      scene = withNews(before, name, data);
      const { account, key } = /** @type {{ account?: string, key?: string }} */ (data);
      if (name === 'player' || name === 'account') wishes.settle(account ?? key ?? '');
      draw();
    },
  });

  // `2 minutes ago` grows old by itself.
  setInterval(() => document.hidden || draw(), 30_000);

  /** @param {Scene} next */
  function put(next) {
    scene = next;
    draw();
  }

  /**
   * @param {string} words
   * @param {Problem} [problem]
   */
  function tell(words, problem) {
    told = { words, id: (told?.id ?? 0) + 1, ...(problem && { problem }) };
    draw();
  }

  function dismiss() {
    told = null;
    draw();
  }

  /** Soon and once, however much there is to show: a new connection brings a dozen messages in one go. */
  function draw() {
    if (drawing) return;
    drawing = true;
    setTimeout(() => {
      drawing = false;
      if (scene.connection === 'connecting') return;
      takeOver(root, texts.title);
      render(
        html`<${HouseProvider} value=${house}>
          <${App} scene=${wishes.over(scene)} base=${base} command=${command} told=${told} dismiss=${dismiss} />
        <//>`,
        root,
      );
    }, 0);
  }
}

/**
 * What stands there without scripts makes room, once.
 * @param {HTMLElement} root
 * @param {string} title
 */
function takeOver(root, title) {
  if (root.dataset.live !== undefined) return;
  root.dataset.live = '';
  root.textContent = '';
  const heading = document.querySelector('h1');
  if (!heading) return;
  heading.className = 'unseen';
  heading.textContent = title;
}

/** When the page arrived, ms since the epoch by this browser's clock. */
function arrival() {
  const [navigation] = performance.getEntriesByType('navigation');
  const at = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
  return performance.timeOrigin + at;
}
