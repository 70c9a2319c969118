import type { TagTexts } from './tags.ts';

export const germanTags: TagTexts = {
  title: 'Karten',
  justNow: 'gerade eben',
  open: 'Karten und Lesegeräte',
  done: {
    cancelled: () => 'Es wird auf keine Karte mehr gewartet.',
    nothingToCancel: () => 'Es wurde auf keine Karte gewartet.',
    given: (name) => `Die Karte ist jetzt „${name}“.`,
    changed: (name) => `„${name}“ ist gespeichert.`,
    removed: (name) => `Die Karte von „${name}“ ist wieder leer.`,
    locked: (name) => `${name} ist gesperrt.`,
    unlocked: (name) => `${name} ist entsperrt.`,
    forgotten: (name) => `${name} ist vergessen.`,
  },
  refused: 'Das hat nicht geklappt.',
  wrong: {
    does: 'Sag bitte, was die Karte tun soll: ein Link von Spotify oder ein Text wie command:volume/+10.',
    name: 'Der Name ist zu lang. 100 Buchstaben genügen.',
    device: 'Für den Namen eines Lautsprechers ist das zu lang.',
    volume: 'Eine Lautstärke ist eine ganze Zahl von 0 bis 100.',
    maxVolume: 'Die höchste Lautstärke ist eine ganze Zahl von 0 bis 100.',
    choice: 'Das stand nicht zur Wahl. Öffne die Seite neu und versuche es noch einmal.',
    text: 'Füge bitte zuerst die Karten ein.',
  },

  learning: {
    title: 'Leg jetzt die Karte auf das Lesegerät',
    gets: (what) => `Sie bekommt: ${what}`,
    getsMusic: 'Sie bekommt, was spielt, wenn du sie auflegst.',
    account: (name) => `Spielt auf ${name}.`,
    only: (reader) => `Nur ${reader} wartet auf sie.`,
    left: (time) => `Noch ${time}`,
    cancel: 'Abbrechen',
    learnt: (name) => `Fertig! Die Karte ist jetzt „${name}“.`,
    notLearnt: 'Es wurde keine Karte angelernt.',
    notLearntHint:
      'Falls du eine aufgelegt hast: Vielleicht tut sie schon etwas (dann hake „Auch wenn die Karte schon etwas tut“ an), oder es war ein Handy oder eine Bankkarte, die jedes Mal eine andere Nummer zeigen.',
  },

  learn: {
    open: 'Karte anlernen',
    does: 'Was soll sie spielen?',
    doesHint:
      'Füge einen Link von Spotify ein (Teilen, Link kopieren). Bleibt das Feld leer, bekommt die Karte, was gerade spielt. Auch command:volume/+10, room:Küche, scene:bedtime, sleep:30, lock und unlock gehen.',
    name: 'Name',
    nameHint: 'Bleibt er leer, heißt sie wie bei Spotify.',
    account: 'Konto',
    anyAccount: 'Das des Lesegeräts',
    reader: 'Lesegerät',
    anyReader: 'Egal welches',
    replace: 'Auch wenn die Karte schon etwas tut',
    start: 'Los, dann die Karte auflegen',
  },

  unknown: {
    title: 'Aufgelegt, aber leer',
    hint: 'Diese Karten lagen auf einem Lesegerät, und noch hat niemand gesagt, was sie spielen.',
    card: (uid) => `Karte ${uid}`,
    laid: (ago, reader) => `Aufgelegt ${ago} auf ${reader}.`,
    says: 'Auf ihr steht:',
    give: 'Etwas darauf legen',
    does: 'Was soll sie spielen?',
    doesHint:
      'Füge einen Link von Spotify ein (Teilen, Link kopieren) oder einen Text wie command:volume/+10.',
    submit: 'Das bekommt sie',
    now: 'Sie bekommt, was gerade spielt',
    nowHint: 'Für das, was gerade spielt, muss die Karte noch einmal aufgelegt werden.',
    refused: 'Diese lässt sich nicht anlernen:',
  },

  cards: {
    title: 'Alle Karten',
    none: 'Noch keine Karten.',
    noneHint:
      'Spiel die Musik bei Spotify, drücke auf „Karte anlernen“, dann auf „Los“, und leg eine Karte auf das Lesegerät. Das ist alles.',
    laid: (ago, reader, count) => `Aufgelegt ${ago} auf ${reader}, insgesamt ${count}‑mal.`,
    laidSomewhere: (ago, count) => `Aufgelegt ${ago}, insgesamt ${count}‑mal.`,
    never: 'Noch nie aufgelegt.',
    goesOn: (position) => `Geht weiter bei ${position}.`,
    goesOnIn: (title, position) => `Geht weiter mit „${title}“ bei ${position}.`,
    edit: 'Ändern',
    editOf: (name) => `${name} ändern`,
    fromFile: 'Steht in tags.yaml und wird dort geändert.',
  },

  has: {
    account: (name) => `auf ${name}`,
    device: (name) => `Lautsprecher ${name}`,
    volume: (percent) => `Lautstärke ${percent}`,
    maxVolume: (percent) => `höchstens ${percent}`,
    shuffle: { on: 'gemischt', off: 'der Reihe nach' },
    repeat: { off: 'ohne Wiederholung', all: 'wiederholt alles', one: 'wiederholt einen Titel' },
    queue: { on: 'kommt in die Warteschlange', off: 'spielt sofort' },
    again: (what) => `noch einmal aufgelegt: ${what}`,
    sameTag: {
      resume: 'geht weiter',
      restart: 'von vorn',
      toggle: 'Pause oder weiter',
      next: 'nächster Titel',
      ignore: 'nichts',
    },
    resume: { on: 'merkt sich, wo sie aufhörte', off: 'immer von vorn' },
    atEnd: { stop: 'danach Stille', repeat: 'danach noch einmal', autoplay: 'danach etwas Ähnliches' },
    offset: (at) => `beginnt mit Titel ${at}`,
  },

  edit: {
    title: (name) => `${name} ändern`,
    id: (uid) => `Karte ${uid}`,
    more: 'Wie sie spielt',
    usual: 'Wie üblich',
    device: 'Lautsprecher',
    deviceHint: 'Wie er bei Spotify heißt. Leer: wo das Lesegerät spielt, oder wo zuletzt gespielt wurde.',
    volume: 'Lautstärke am Anfang',
    maxVolume: 'Höchste Lautstärke',
    volumeHint: '0 bis 100. Leer: wie am Lesegerät eingestellt.',
    shuffle: 'Zufällige Reihenfolge',
    repeat: 'Wiederholen',
    queue: 'Wenn schon etwas spielt',
    sameTag: 'Wenn dieselbe Karte noch einmal aufgelegt wird',
    resume: 'Wo sie beginnt',
    atEnd: 'Wenn es zu Ende ist',
    save: 'Speichern',
    back: 'Zurück zu allen Karten',
    remove: 'Karte leeren …',
    removeWarning: (name) => `„${name}“ spielt dann nichts mehr, bis die Karte neu angelernt wird.`,
    removeSure: 'Ja, leeren',
  },

  readers: {
    title: 'Lesegeräte',
    none: 'Noch war kein Lesegerät zu hören. Es steht hier, sobald es eine Karte gelesen hat.',
    online: 'An',
    offline: 'Aus',
    locked: 'Gesperrt',
    present: (card) => `Darauf liegt ${card}.`,
    last: (ago) => `Letzte Karte: ${ago}.`,
    lock: 'Sperren',
    unlock: 'Entsperren',
    lockOf: (name) => `${name} sperren`,
    unlockOf: (name) => `${name} entsperren`,
    forget: 'Vergessen …',
    forgetWarning: (name) =>
      `${name} verschwindet aus Home Assistant. Sobald es wieder zu hören ist, kommt es von selbst zurück.`,
    forgetSure: 'Ja, vergessen',
  },

  transfer: {
    title: 'Aufheben und mitbringen',
    export: 'Alle Karten als tags.yaml speichern',
    exportHint: 'Als Kopie, oder für alle, die lieber Dateien bearbeiten.',
    print: 'Die Karten mit ihren Bildern drucken',
    import: 'Karten mitbringen',
    text: 'Die Karten',
    textHint:
      'Eine tags.yaml oder die Karten eines anderen Programms (Phoniebox, vinylemulator): in jeder Zeile eine Karte, ihre Nummer und was sie spielt.',
    replace: 'Karten überschreiben, die hier etwas anderes tun',
    submit: 'Übernehmen',
    added: (count) => (count === 1 ? '1 Karte wurde übernommen.' : `${count} Karten wurden übernommen.`),
    kept: (count) =>
      count === 1
        ? 'Eine tut hier etwas anderes und blieb, wie sie ist:'
        : `${count} tun hier etwas anderes und blieben, wie sie sind:`,
    refused: (count) =>
      count === 1 ? 'Eine Zeile war nicht zu verstehen:' : `${count} Zeilen waren nicht zu verstehen:`,
    line: (number) => `Zeile ${number}:`,
    more: (count) => `und ${count} weitere`,
  },

  print: {
    title: 'Karten zum Drucken',
    hint: 'Drucke diese Seite über das Menü des Browsers, auf A4 und mit 100 %. Jedes Bild ist so groß wie eine Bankkarte, zum Ausschneiden und Aufkleben.',
    none: 'Es gibt noch keine Karte zum Drucken.',
    back: 'Zurück zu allen Karten',
  },
};
