import { germanTags } from './tags-de.ts';
import type { Texts } from './texts.ts';

export const german: Texts = {
  language: 'de',
  locale: 'de-DE',
  minutes: (count) => (count === 1 ? '1 Minute' : `${count} Minuten`),
  footer: { overview: 'Alle Konten', enterCode: 'Code eingeben', cards: 'Karten', settings: 'Einstellungen' },

  accounts: {
    title: 'Spotify-Konten',
    none: 'Noch ist kein Konto eingerichtet.',
    paired: 'Gekoppelt',
    unpaired: 'Nicht gekoppelt',
    playsAs: (profile) => `Spielt bei Spotify als „${profile}“.`,
    validUntil: (date) => `Die Erlaubnis von Spotify gilt bis ${date}.`,
    pairing: 'Kopplungscode',
    open: 'Diese Seite öffnen und den Code eingeben:',
    scan: 'Oder mit der Kamera eines Handys scannen:',
    openPair: 'Auf diesem Gerät koppeln',
    qr: (account) => `QR-Code, der die Kopplungsseite für ${account} öffnet`,
    timeLeft: (minutes) => `Der Code gilt noch ${minutes}.`,
    rest: {
      expired: 'Der Code ist abgelaufen, bevor ihn jemand benutzt hat. Der Knopf holt einen neuen.',
      denied: 'Bei Spotify hat jemand auf „Abbrechen“ gedrückt. Der Knopf beginnt noch einmal.',
      unpaired: 'Getrennt. Der Knopf verbindet ein Spotify-Konto.',
      failed: 'Das Koppeln hat nicht geklappt. Der Knopf beginnt noch einmal.',
    },
    problem: 'Problem',
    pair: 'Koppeln',
    pairAgain: 'Neu koppeln',
    newCode: 'Neuer Code',
    unpair: 'Trennen …',
    unpairWarning: (account) => `${account} spielt dann nichts mehr, bis jemand neu koppelt.`,
    unpairSure: 'Ja, trennen',
    package: 'media_player für Home Assistant …',
    packageIs:
      'Ein Player aus dem, was Home Assistant selbst mitbringt, ohne Integration: Zustand, Lautstärke, Lautsprecher, Zufall, Wiederholung, Cover und alle Knöpfe. Titel, Künstler, Album, Dauer und Position zeigt er nicht, und spulen kann er nicht; die Entitäten und die Begleit-Integration können das. In der Datei steht, wohin sie gehört.',
    packageLoad: 'Paket herunterladen',
  },

  code: {
    title: 'Kopplungscode eingeben',
    intro:
      'Er steht dort, wo du auf „Koppeln“ gedrückt hast: in Home Assistant, auf der Anzeige des Lesegeräts oder auf dem anderen Bildschirm.',
    label: 'Kopplungscode',
    hint: 'Großschreibung, Leerzeichen und Bindestrich sind egal.',
    submit: 'Weiter',
    missing: 'Bitte zuerst den Code eintippen.',
    noneRuns:
      'Gerade wartet kein Code. Drücke in Home Assistant (oder in der Übersicht) auf „Koppeln“ und komm mit dem neuen Code wieder.',
    atSpotify: 'Wenn zu deinem Code eine Adresse von Spotify gehört, gib ihn dort ein:',
    wrong: {
      unknown: () => ({
        title: 'Dieser Code passt nicht.',
        advice:
          'Vergleiche ihn Buchstabe für Buchstabe mit dem auf dem anderen Bildschirm. Steht dort inzwischen ein neuer, nimm den.',
      }),
      expired: () => ({
        title: 'Dieser Code gilt nicht mehr.',
        advice: 'Drücke in Home Assistant (oder in der Übersicht) auf „Koppeln“ und gib den neuen Code ein.',
      }),
      too_many: (minutes) => ({
        title: 'Zu viele Versuche.',
        advice: `Warte ${minutes} und gib dann den Code ein, der dort steht.`,
      }),
    },
  },

  steps: {
    title: (account) => `${account} koppeln`,
    account: 'Du verbindest gleich ein Spotify-Konto mit:',
    allows: 'Spotify wird fragen, ob das hier darf:',
    scopes: {
      'user-read-playback-state': 'sehen, was wo und wie laut spielt',
      'user-read-currently-playing': 'sehen, was wo und wie laut spielt',
      'user-read-recently-played': 'sehen, was zuletzt lief',
      'user-modify-playback-state': 'abspielen, anhalten, weiterspringen und die Lautstärke ändern',
      'user-read-private': 'den Namen des Kontos sehen, und ob es Premium hat',
      'user-read-playback-position': 'sehen, wie weit Podcasts und Hörbücher gehört sind',
      'playlist-read-private': 'die Playlists des Kontos auflisten',
      'playlist-read-collaborative': 'die Playlists des Kontos auflisten',
      'playlist-modify-public': 'Lieder, Alben, Playlists und Künstler merken und entfernen',
      'user-library-read': 'sehen, welche Lieder gemerkt sind',
      'user-library-modify': 'Lieder, Alben, Playlists und Künstler merken und entfernen',
      'user-follow-modify': 'Lieder, Alben, Playlists und Künstler merken und entfernen',
    },
    onlyIf: 'Mach nur weiter, wenn du das Koppeln selbst begonnen hast oder weißt, wer es war.',
    toSpotify: 'Weiter zu Spotify',
    redirectHint:
      'Melde dich mit dem Konto an, das spielen soll, und drücke auf „Zustimmen“. Spotify bringt dich dann hierher zurück.',
    stuck: 'Bist du auf einer Seite gelandet, die sich nicht öffnet?',
    first: 'Bei Spotify zustimmen',
    firstHint:
      'Es öffnet sich ein neuer Tab. Melde dich mit dem Konto an, das spielen soll, und drücke auf „Zustimmen“.',
    openSpotify: 'Spotify öffnen',
    second: 'Die Adresse zurückbringen',
    secondHint:
      'Danach kommt eine Seite, die sich nicht öffnet. Das ist richtig so! Kopiere ihre Adresse. Sie beginnt mit',
    copyHint:
      'Tippe auf die Adresse am Rand des Bildschirms, markiere sie ganz und wähle „Kopieren“. Dann komm zu diesem Tab zurück.',
    pasteLabel: 'Die Adresse hier einfügen',
    finish: 'Koppeln abschließen',
    picture: {
      alt: 'Zuerst drückst du bei Spotify auf Zustimmen. Dann kommt eine Seite, die sich nicht öffnet; du kopierst die Adresse aus ihrer Adresszeile.',
      agree: 'Zustimmen',
      unreachable: 'Nicht gefunden',
      copy: 'Das kopieren',
    },
  },

  landed: {
    paired: 'Gekoppelt',
    pairedAs: (account, profile) => `${account} spielt bei Spotify jetzt als „${profile}“.`,
    pairedPlain: (account) => `${account} kann jetzt spielen.`,
    enjoy: 'Du kannst diese Seite schließen.',
    warnings: 'Gut zu wissen',
    wrong: {
      wrong: {
        title: 'Das ist nicht die Adresse, die wir brauchen.',
        advice:
          'Drücke zuerst bei Spotify auf „Zustimmen“. Danach kommt eine Seite, die sich nicht öffnet: Kopiere deren Adresse. Adressen von Spotify selbst sind noch zu früh.',
      },
      half: {
        title: 'Von der Adresse fehlt ein Stück.',
        advice:
          'Kopiere sie noch einmal: auf die Adresse tippen, „Alles auswählen“, dann „Kopieren“, und hier einfügen.',
      },
      foreign: {
        title: 'Diese Adresse gehört zu einem anderen Koppeln oder einem anderen Browser.',
        advice:
          'Öffne Spotify von dieser Seite aus, hier in diesem Browser, und füge die Adresse ein, die dann kommt.',
      },
      old: {
        title: 'Diese Adresse wurde schon benutzt oder ist zu alt.',
        advice:
          'Jede gilt nur einmal und nur kurz. Gib den Code noch einmal ein und geh die Schritte neu durch.',
      },
      denied: {
        title: 'Bei Spotify wurde abgelehnt.',
        advice:
          'Es hat sich nichts geändert. War es ein Versehen, gib den Code noch einmal ein und drücke bei Spotify auf „Zustimmen“.',
      },
      not_registered: {
        title: 'Dieses Spotify-Konto steht nicht auf der Liste der App.',
        advice:
          'Wer die App angelegt hat, öffnet developer.spotify.com/dashboard, wählt die App, dann Settings und User Management, und trägt Name und E-Mail-Adresse dieses Kontos ein. Danach noch einmal koppeln.',
      },
      taken: {
        title: 'Dieses Spotify-Konto ist schon vergeben.',
        advice:
          'Ein anderes Konto hier spielt schon damit, und es kann nur eines zur gleichen Zeit spielen. Melde dich bei Spotify als jemand anderes an, oder trenne zuerst das andere.',
      },
      failed: {
        title: 'Das hat nicht geklappt.',
        advice: 'Warte eine Minute, gib den Code noch einmal ein und geh die Schritte neu durch.',
      },
    },
    startOver: 'Gib den Code noch einmal ein und geh die Schritte neu durch, alle in diesem Browser.',
    again: 'Code noch einmal eingeben',
    details: 'Einzelheiten',
    other: {
      title: 'Ist das die richtige Person?',
      explain: (before, now) =>
        `Bisher wurde als „${before}“ gespielt. Bei Spotify bist du als „${now}“ angemeldet.`,
      yes: (now) => `Ja, als „${now}“ spielen`,
      no: 'Nein, nichts ändern',
    },
    otherHint:
      'Wenn nicht: Melde dich bei Spotify ab (accounts.spotify.com), gib den Code noch einmal ein und melde dich als die richtige Person an.',
    nothing: {
      title: 'Hier gibt es nichts zu zeigen.',
      advice:
        'Ob das Konto gekoppelt ist, sagt Home Assistant oder die Übersicht. Wenn nicht, gib den Code noch einmal ein.',
    },
  },

  tags: germanTags,

  refused: {
    host: (name) => ({
      title: 'Diese Adresse ist nicht erlaubt.',
      advice: `Dein Browser nannte diese Seite „${name}“, und diesen Namen kennt sie nicht; das hält fremde Seiten fern. Trage den Namen in der Konfiguration unter http.trusted_hosts ein, oder öffne die Seite über die IP-Adresse des Geräts.`,
    }),
    origin: {
      title: 'Das kam von einer anderen Seite.',
      advice:
        'Formulare werden nur von diesen Seiten angenommen. Öffne die Seite neu und versuche es noch einmal.',
    },
    tooMany: (minutes) => ({
      title: 'Zu viele Versuche.',
      advice: `Warte ${minutes} und versuche es dann noch einmal.`,
    }),
    password: {
      title: 'Hier ist ein Passwort nötig.',
      advice:
        'Es steht in der Konfiguration unter http.password; der Benutzername ist egal. Um einen Code einzugeben, braucht es keines.',
    },
    notFound: { title: 'Diese Seite gibt es nicht.', advice: 'Geh zur Übersicht oder gib einen Code ein.' },
    method: {
      title: 'So lässt sich diese Seite nicht aufrufen.',
      advice: 'Geh zur Übersicht und beginne dort.',
    },
    tooLarge: {
      title: 'Das ist zu lang.',
      advice: 'Kopiere nur die Adresse, nichts darum herum, und versuche es noch einmal.',
    },
    badRequest: {
      title: 'Das war nicht zu lesen.',
      advice: 'Öffne die Seite neu und versuche es noch einmal.',
    },
    broken: {
      title: 'Bei uns ist etwas kaputtgegangen.',
      advice: 'Versuche es noch einmal; das Protokoll weiß mehr.',
    },
  },
};
