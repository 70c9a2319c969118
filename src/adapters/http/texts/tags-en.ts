import type { TagTexts } from './tags.ts';

export const englishTags: TagTexts = {
  title: 'Cards',
  justNow: 'just now',
  open: 'Cards and readers',
  done: {
    cancelled: () => 'No card is waited for any more.',
    nothingToCancel: () => 'No card was waited for.',
    given: (name) => `The card is now “${name}”.`,
    changed: (name) => `“${name}” is saved.`,
    removed: (name) => `The card of “${name}” is empty again.`,
    locked: (name) => `${name} is locked.`,
    unlocked: (name) => `${name} is unlocked.`,
    forgotten: (name) => `${name} is forgotten.`,
  },
  refused: 'That did not work.',
  wrong: {
    does: 'Please say what the card shall do: a Spotify link, or a text such as command:volume/+10.',
    name: 'The name is too long. 100 letters are enough.',
    device: 'That is too long for the name of a speaker.',
    volume: 'A volume is a whole number from 0 to 100.',
    maxVolume: 'The highest volume is a whole number from 0 to 100.',
    choice: 'That was none of the choices. Open the page anew and try again.',
    text: 'Please paste the cards first.',
  },

  learning: {
    title: 'Lay the card on the reader now',
    gets: (what) => `It gets: ${what}`,
    getsMusic: 'It gets what plays when you lay it.',
    account: (name) => `Plays on ${name}.`,
    only: (reader) => `Only ${reader} waits for it.`,
    left: (time) => `${time} left`,
    cancel: 'Cancel',
    learnt: (name) => `Done! The card is now “${name}”.`,
    notLearnt: 'No card was taught.',
    notLearntHint:
      'If you laid one: it may do something already (then tick “even if it does something already”), or it is a phone or bank card, which shows another number each time.',
  },

  learn: {
    open: 'Teach a card',
    does: 'What shall it play?',
    doesHint:
      'Paste a link from Spotify (Share, Copy link). Leave it empty, and the card gets what plays now. command:volume/+10, room:Kitchen, scene:bedtime, sleep:30, lock and unlock work too.',
    name: 'Name',
    nameHint: 'If you leave it empty, it is called as on Spotify.',
    account: 'Account',
    anyAccount: 'That of the reader',
    reader: 'Reader',
    anyReader: 'Any',
    replace: 'Even if the card does something already',
    start: 'Start, then lay the card',
  },

  unknown: {
    title: 'Laid, but empty',
    hint: 'These cards were on a reader, and nobody has said yet what they play.',
    card: (uid) => `Card ${uid}`,
    laid: (ago, reader) => `Laid ${ago} on ${reader}.`,
    says: 'On it stands:',
    give: 'Give it something',
    does: 'What shall it play?',
    doesHint: 'Paste a link from Spotify (Share, Copy link), or a text such as command:volume/+10.',
    submit: 'Give it this',
    now: 'Give it what plays now',
    nowHint: 'For what plays now, the card must be laid once more.',
    refused: 'This one cannot be taught:',
  },

  cards: {
    title: 'All cards',
    none: 'No cards yet.',
    noneHint:
      'Play the music on Spotify, press “Teach a card”, then “Start”, and lay a card on the reader. That is all.',
    laid: (ago, reader, count) => `Laid ${ago} on ${reader}, ${times(count)} in all.`,
    laidSomewhere: (ago, count) => `Laid ${ago}, ${times(count)} in all.`,
    never: 'Not laid yet.',
    goesOn: (position) => `Goes on at ${position}.`,
    goesOnIn: (title, position) => `Goes on with “${title}” at ${position}.`,
    edit: 'Change',
    editOf: (name) => `Change ${name}`,
    fromFile: 'Stands in tags.yaml and is changed there.',
  },

  has: {
    account: (name) => `on ${name}`,
    device: (name) => `speaker ${name}`,
    volume: (percent) => `volume ${percent}`,
    maxVolume: (percent) => `at most ${percent}`,
    shuffle: { on: 'shuffled', off: 'in order' },
    repeat: { off: 'no repeat', all: 'repeats all', one: 'repeats one title' },
    queue: { on: 'added to the queue', off: 'plays at once' },
    again: (what) => `laid again: ${what}`,
    sameTag: {
      resume: 'goes on',
      restart: 'from the beginning',
      toggle: 'pause or play',
      next: 'next title',
      ignore: 'nothing',
    },
    resume: { on: 'remembers where it stopped', off: 'always from the beginning' },
    atEnd: { stop: 'then silence', repeat: 'then once more', autoplay: 'then something like it' },
    offset: (at) => `starts with title ${at}`,
  },

  edit: {
    title: (name) => `Change ${name}`,
    id: (uid) => `Card ${uid}`,
    more: 'How it plays',
    usual: 'As usual',
    device: 'Speaker',
    deviceHint: 'As Spotify calls it. Empty: where the reader plays, or where it played last.',
    volume: 'Volume at the start',
    maxVolume: 'Highest volume',
    volumeHint: '0 to 100. Empty: as the reader has it.',
    shuffle: 'Shuffle',
    repeat: 'Repeat',
    queue: 'When something plays already',
    sameTag: 'When the same card is laid again',
    resume: 'Where it begins',
    atEnd: 'When it has ended',
    save: 'Save',
    back: 'Back to all cards',
    remove: 'Empty this card …',
    removeWarning: (name) => `“${name}” plays nothing any more when it is laid, until it is taught again.`,
    removeSure: 'Yes, empty it',
  },

  readers: {
    title: 'Readers',
    none: 'No reader was heard yet. It stands here as soon as it has read a card.',
    online: 'On',
    offline: 'Off',
    locked: 'Locked',
    present: (card) => `On it lies ${card}.`,
    last: (ago) => `Last card: ${ago}.`,
    lock: 'Lock',
    unlock: 'Unlock',
    lockOf: (name) => `Lock ${name}`,
    unlockOf: (name) => `Unlock ${name}`,
    forget: 'Forget …',
    forgetWarning: (name) =>
      `${name} disappears from Home Assistant. It comes back by itself when it is heard again.`,
    forgetSure: 'Yes, forget',
  },

  transfer: {
    title: 'Keep and bring along',
    export: 'Save all cards as tags.yaml',
    exportHint: 'For a copy, or for those who like to edit files.',
    print: 'Print the cards with their covers',
    import: 'Bring cards along',
    text: 'Cards',
    textHint:
      'A tags.yaml, or the cards of another program (Phoniebox, vinylemulator): one card on each line, its number and what it plays.',
    replace: 'Overwrite cards that do something else here',
    submit: 'Take over',
    added: (count) => (count === 1 ? '1 card was taken over.' : `${count} cards were taken over.`),
    kept: (count) =>
      count === 1
        ? 'One does something else here and was left as it is:'
        : `${count} do something else here and were left as they are:`,
    refused: (count) =>
      count === 1 ? 'One line was not understood:' : `${count} lines were not understood:`,
    line: (number) => `Line ${number}:`,
    more: (count) => `and ${count} more`,
  },

  print: {
    title: 'Cards to print',
    hint: 'Choose, then print this page from the browser’s menu: at 100 %, without margins; for backs on both sides of the paper, turned over the long edge. Cut along the marks.',
    none: 'There is nothing to print yet.',
    back: 'Back to all cards',
    size: 'Size',
    sizes: { card: 'Bank card, 85.6 × 54 mm', square: 'Square, 65 mm', cd: 'CD, 120 mm' },
    paper: 'Paper',
    papers: { a4: 'A4', letter: 'Letter' },
    sides: 'Sides',
    sidesOf: { front: 'Fronts alone', both: 'Fronts and backs' },
    which: 'Cards',
    whichOf: { all: 'All', some: 'Those that are ticked' },
    choose: 'Choose cards',
    music: 'Playlists, albums and podcasts',
    noMusic: 'None',
    musicOf: (account) => `Of ${account}`,
    noneThere: 'There are none.',
    noAnswer: 'Not all of them are to be had now.',
    show: 'Show the sheets',
    count: (cards, sheets) =>
      `${cards === 1 ? '1 card' : `${cards} cards`} on ${sheets === 1 ? '1 page' : `${sheets} pages`}`,
  },
};

function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}
