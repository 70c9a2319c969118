import type { SetupTexts } from './setup.ts';

export const germanSetup: SetupTexts = {
  title: 'spotify2mqtt einrichten',
  step: (now, of) => `Schritt ${now} von ${of}`,
  next: 'Weiter',
  back: 'Zurück',
  fromVariable: (variable) => `Ist anderswo gesetzt (${variable}) und wird dort geändert.`,
  details: 'Einzelheiten',

  locked: {
    title: 'Code aus dem Protokoll eingeben',
    intro:
      'Wer das Protokoll von spotify2mqtt lesen kann, darf seine Konfiguration ändern. Der Code, der jetzt dort steht, gilt für diesen Browser.',
    where:
      'Mit Docker: docker logs spotify2mqtt. Als App von Home Assistant: der Reiter Protokoll. Mit systemd: journalctl -u spotify2mqtt. Sonst im Terminal.',
    label: 'Code',
    submit: 'Weiter',
    wrong: {
      title: 'Dieser Code passt nicht.',
      advice: 'Nimm den neuesten, der im Protokoll steht; jeder gilt für einen Browser.',
    },
    tooMany: (minutes) => ({
      title: 'Zu viele Versuche.',
      advice: `Warte ${minutes} und versuche es dann noch einmal.`,
    }),
  },

  faults: {
    title: 'Die Konfiguration hat Fehler',
    intro: (file) =>
      `Die Bridge wartet, bis ${file} zu gebrauchen ist. Verbessere sie hier oder in der Datei selbst: Sie wird von allein neu gelesen.`,
    troubles: 'Die Bridge konnte nicht starten:',
    line: (number) => `Zeile ${number}`,
    hidden: 'Verborgen, weil ein Passwort darin stehen kann. Leer lässt sie, wie sie ist.',
    mend: 'Zeilen speichern',
    mendHint: 'Es wird nichts geschrieben, bevor alles stimmt. Ein leeres Feld nimmt die Zeile weg.',
    again: 'Alles neu lesen',
    againHint: 'Nachdem du anderswo eine Datei geändert hast.',
    steps: 'Schritt für Schritt einrichten',
    stepsHint: 'Broker, Spotify, Konto: Was sonst in der Datei steht, bleibt.',
  },

  broker: {
    title: 'Der MQTT-Broker',
    intro:
      'Die Bridge spricht mit Home Assistant über einen MQTT-Broker, meist das Mosquitto-Add-on von Home Assistant.',
    url: 'Adresse',
    urlHint:
      'Etwa homeassistant.local, mqtt://192.168.1.10:1883 oder mqtts:// für eine verschlüsselte Verbindung.',
    embedded: 'Es gibt keinen Broker: einen in der Bridge starten',
    embeddedHint:
      'Für kleine Häuser; die MQTT-Integration von Home Assistant muss dann Protokoll 3.1.1 sprechen.',
    username: 'Benutzer',
    usernameHint:
      'Das Mosquitto-Add-on will einen Benutzer von Home Assistant. Leer, wenn der Broker nach keinem fragt.',
    password: 'Passwort',
    passwordKept: 'Eines ist gesetzt. Leer lässt es, wie es ist.',
    test: 'Testen',
    works: 'Der Broker antwortet und lässt die Bridge herein.',
    worksEmbedded: 'Der Broker startet zusammen mit der Bridge.',
    anyway: 'Trotzdem weiter',
    missing: 'Bitte die Adresse des Brokers eintippen.',
    missingPassword: {
      title: 'Dieser Benutzer braucht ein Passwort.',
      advice: 'Ohne Benutzer darf sich jeder in deinem Netz verbinden; lass beides leer, wenn du das willst.',
    },
    wrong: 'Das kann nicht stimmen.',
    tried: {
      name: {
        title: 'Ein Gerät dieses Namens gibt es nicht.',
        advice:
          'Vergleiche den Namen Buchstabe für Buchstabe. In einem Container sind Namen auf .local oft unbekannt: Nimm die IP-Adresse.',
      },
      closed: {
        title: 'Dort hört niemand zu.',
        advice:
          'Das Gerät ist da, aber kein Broker an diesem Port. Läuft der Broker? Üblich sind 1883, und 8883 für mqtts.',
      },
      silent: {
        title: 'Keine Antwort.',
        advice: 'Stimmt die Adresse, ist das Gerät an, und steht keine Firewall dazwischen?',
      },
      login: {
        title: 'Der Broker lehnt die Anmeldung ab.',
        advice: 'Benutzer oder Passwort sind falsch, oder dieser Benutzer darf sich nicht verbinden.',
      },
      certificate: {
        title: 'Dem Zertifikat des Brokers wird nicht vertraut.',
        advice:
          'Es ist von einer eigenen Stelle oder für einen anderen Namen. Setze mqtt.ca in config.yaml auf die Datei dieser Stelle.',
      },
      kind: {
        title: 'Dort ist etwas anderes, oder es spricht anders.',
        advice:
          'Vielleicht ist der Port verschlüsselt und die Adresse nicht (mqtts://) oder umgekehrt, oder es ist ein Websocket (ws://), oder gar kein MQTT-Broker.',
      },
      other: { title: 'Der Broker war nicht zu erreichen.', advice: 'Die Einzelheiten sagen, was geschah.' },
    },
  },

  spotify: {
    title: 'Spotify',
    intro: 'Spotify verlangt dafür eine eigene App; das dauert fünf Minuten und kostet außer Premium nichts.',
    open: 'Das Dashboard von Spotify öffnen',
    steps: {
      create:
        'Melde dich mit einem Premium-Konto an und drücke auf „Create app“. Name und Beschreibung sind frei.',
      redirects: 'Trage unter „Redirect URIs“ diese Adressen ein, Buchstabe für Buchstabe:',
      api: 'Kreuze „Web API“ an, stimme zu und speichere.',
      people:
        'Trage unter „Settings“, „User Management“ alle ein, deren Konto spielen soll (Name und E-Mail-Adresse; höchstens fünf).',
      copy: 'Kopiere die „Client ID“ aus „Settings“ in das Feld hier. Das Client Secret wird nicht gebraucht.',
    },
    redirectLoopback: 'immer',
    redirectPublic: 'für deine öffentliche Adresse',
    redirectHome: 'zum Koppeln in Home Assistant',
    label: 'Client ID',
    hint: '32 Buchstaben und Ziffern.',
    wrong: {
      title: 'Das ist keine Client ID.',
      advice: 'Sie besteht aus 32 Buchstaben und Ziffern: Kopiere sie aus den Einstellungen der App.',
    },
    notKnown: {
      title: 'Spotify kennt diese Client ID nicht.',
      advice:
        'Kopiere sie noch einmal aus den Einstellungen der App; das Client Secret daneben ist etwas anderes.',
    },
    anyway: 'Trotzdem weiter',
  },

  account: {
    title: 'Das erste Konto',
    intro:
      'Für jedes Spotify-Konto gibt es einen Player in Home Assistant. Weitere lassen sich später hinzufügen.',
    name: 'Name',
    nameHint: 'So heißt er in Home Assistant.',
    key: 'Schlüssel',
    keyHint: 'Teil von Topics und Entity-IDs; kleine Buchstaben, Ziffern und _. Später besser nicht ändern.',
    device: 'Lautsprecher',
    deviceHint: 'Wo gespielt wird, wenn nichts aktiv ist: sein Name bei Spotify. Darf leer bleiben.',
    wrong: 'Das kann nicht stimmen.',
  },

  finish: {
    title: 'Speichern und starten',
    intro: (file) =>
      `Das wird in ${file} geschrieben. Eine Datei, die schon da ist, bleibt daneben als .bak erhalten.`,
    broker: 'Broker',
    embedded: 'in der Bridge',
    clientId: 'Client ID',
    account: 'Konto',
    submit: 'Speichern und starten',
    hint: 'Dann startet die Bridge und zeigt den Code, mit dem das Konto bei Spotify gekoppelt wird.',
    unwritable: (file) => ({
      title: `${file} lässt sich nicht schreiben.`,
      advice:
        'Es hat sich nichts geändert. Binde statt der Datei einen beschreibbaren Ordner ein, oder lege diesen Text selbst dort ab, mit den Passwörtern anstelle von …; die Bridge startet dann von allein.',
    }),
    copy: 'Der Text für die Datei',
    changed: {
      title: 'Gerade hat jemand anderes die Datei geändert.',
      advice: 'Es wurde nichts geschrieben. Sieh noch einmal hin und speichere erneut.',
    },
    faults: 'So wäre es nicht zu gebrauchen:',
  },

  settings: {
    title: 'Einstellungen',
    saved: 'Gespeichert und übernommen.',
    notTaken: {
      title: 'Die Konfiguration auf der Platte gilt nicht.',
      advice: 'Die Bridge läuft mit der letzten weiter, die stimmte.',
    },
    file: (file) => `Das steht in ${file}. Alles Übrige wird dort geändert; es wird von allein übernommen.`,
    elsewhere: 'Ist anderswo gesetzt und wird dort geändert.',
    accounts: 'Konten',
    addAccount: 'Konto hinzufügen',
    readers: 'Lesegeräte',
    readersHint: 'Ein Lesegerät, das an sein eigenes Topic der Bridge sendet, braucht keinen Eintrag.',
    addReader: 'Lesegerät hinzufügen',
    readerKey: 'Schlüssel',
    readerKeyHint: 'Buchstaben, Ziffern, _ und -.',
    topic: 'Topic seiner Karten',
    topicHint: 'Leer für das übliche.',
    readerAccount: 'Konto',
    onlyAccount: 'Das einzige',
    save: 'Speichern',
    add: 'Hinzufügen',
    remove: (name) => `${name} entfernen …`,
    removeAccount: (name) => `Der Player ${name} verschwindet aus Home Assistant, mit allen Entitäten.`,
    keepToken: 'Seine Kopplung behalten, falls es unter demselben Schlüssel wiederkommt',
    deleteToken: 'Seine Kopplung löschen',
    removeReader: (name) => `Die Einstellungen von ${name} werden entfernt. Was seine Karten tun, bleibt.`,
    removeSure: 'Ja, entfernen',
    lastAccount: 'Das letzte Konto lässt sich nicht entfernen.',
    refused: 'Es wurde nichts geändert:',
    there: 'Diesen Schlüssel gibt es schon.',
  },
};
