import type { SetupTexts } from './setup.ts';

export const englishSetup: SetupTexts = {
  title: 'Set up spotify2mqtt',
  step: (now, of) => `Step ${now} of ${of}`,
  next: 'Next',
  back: 'Back',
  fromVariable: (variable) => `Is set elsewhere (${variable}) and is changed there.`,
  details: 'Details',

  locked: {
    title: 'Enter the code from the log',
    intro:
      'Whoever can read the log of spotify2mqtt may change its configuration. The code that stands there now is good for this browser.',
    where:
      'With Docker: docker logs spotify2mqtt. As an App of Home Assistant: the tab Log. With systemd: journalctl -u spotify2mqtt. Otherwise in the terminal.',
    label: 'Code',
    submit: 'Next',
    wrong: {
      title: 'This code does not fit.',
      advice: 'Take the newest one that stands in the log; each is good for one browser.',
    },
    tooMany: (minutes) => ({ title: 'Too many attempts.', advice: `Wait ${minutes} and try again.` }),
  },

  faults: {
    title: 'The configuration has mistakes',
    intro: (file) =>
      `The bridge waits until ${file} can be used. Mend it here, or in the file itself: it is read again by itself.`,
    troubles: 'The bridge could not start:',
    line: (number) => `Line ${number}`,
    hidden: 'Hidden, because it may hold a password. Empty leaves it as it is.',
    mend: 'Save the lines',
    mendHint: 'Nothing is written before all is right. An empty line takes the line away.',
    again: 'Read everything again',
    againHint: 'After you have changed a file elsewhere.',
    steps: 'Go through the steps',
    stepsHint: 'Broker, Spotify, account: whatever else stands in the file stays.',
  },

  broker: {
    title: 'The MQTT broker',
    intro:
      'The bridge talks to Home Assistant by an MQTT broker, mostly the Mosquitto add-on of Home Assistant.',
    url: 'Address',
    urlHint:
      'Such as homeassistant.local, mqtt://192.168.1.10:1883, or mqtts:// for an encrypted connection.',
    embedded: 'There is no broker: start one inside the bridge',
    embeddedHint: 'For small houses; set Home Assistant’s MQTT integration to protocol 3.1.1 then.',
    username: 'User',
    usernameHint:
      'The Mosquitto add-on wants one of Home Assistant’s users. Empty where the broker asks for none.',
    password: 'Password',
    passwordKept: 'One is set. Empty leaves it as it is.',
    test: 'Test',
    works: 'The broker answers and lets the bridge in.',
    worksEmbedded: 'The broker starts together with the bridge.',
    anyway: 'Go on all the same',
    missing: 'Please type the address of the broker.',
    missingPassword: {
      title: 'This user needs a password.',
      advice: 'Without users everybody in your network may connect; leave both empty if you want that.',
    },
    wrong: 'This cannot be right.',
    tried: {
      name: {
        title: 'There is no machine of this name.',
        advice:
          'Compare the name letter by letter. Inside a container names ending in .local are often unknown: take the IP address.',
      },
      closed: {
        title: 'Nobody listens there.',
        advice:
          'The machine is there, but no broker on this port. Does the broker run? Usual ports are 1883, and 8883 for mqtts.',
      },
      silent: {
        title: 'No answer.',
        advice: 'Is the address right, is the machine on, and does no firewall stand between?',
      },
      login: {
        title: 'The broker refuses the login.',
        advice: 'User or password are wrong, or this user may not connect.',
      },
      certificate: {
        title: 'The certificate of the broker is not trusted.',
        advice:
          'It is of an authority of your own, or for another name. Set mqtt.ca in config.yaml to the file of that authority.',
      },
      kind: {
        title: 'There is something else, or it speaks another way.',
        advice:
          'Perhaps the port is encrypted and the address is not (mqtts://), or the other way round, or it is a websocket (ws://), or no MQTT broker.',
      },
      other: { title: 'The broker could not be reached.', advice: 'The details say what happened.' },
    },
  },

  spotify: {
    title: 'Spotify',
    intro:
      'Spotify wants an app of your own for this, which takes five minutes and costs nothing beside Premium.',
    open: 'Open Spotify’s dashboard',
    steps: {
      create:
        'Log in with a Premium account and press “Create app”. Name and description are yours to choose.',
      redirects: 'Under “Redirect URIs” add these, letter by letter:',
      api: 'Tick “Web API”, agree, and save.',
      people:
        'Under “Settings”, “User Management” add everybody whose account shall play (name and e-mail address; five people at most).',
      copy: 'Copy the “Client ID” from “Settings” into the field here. The client secret is not needed.',
    },
    redirectLoopback: 'always',
    redirectPublic: 'for your public address',
    redirectHome: 'for pairing inside Home Assistant',
    label: 'Client ID',
    hint: '32 letters and digits.',
    wrong: {
      title: 'This is no client ID.',
      advice: 'It is made of 32 letters and digits: copy it from the app’s settings.',
    },
    notKnown: {
      title: 'Spotify does not know this client ID.',
      advice: 'Copy it once more from the app’s settings; the client secret beside it is another one.',
    },
    anyway: 'Go on all the same',
  },

  account: {
    title: 'The first account',
    intro: 'A player in Home Assistant for each Spotify account. More of them can be added later.',
    name: 'Name',
    nameHint: 'As people see it in Home Assistant.',
    key: 'Key',
    keyHint: 'Part of topics and entity ids; small letters, digits and _. Better not changed later.',
    device: 'Speaker',
    deviceHint: 'Where to play when nothing is active: its name in Spotify. May stay empty.',
    wrong: 'This cannot be right.',
  },

  finish: {
    title: 'Save and start',
    intro: (file) => `This is written to ${file}. A file that is there already is kept beside it as .bak.`,
    broker: 'Broker',
    embedded: 'inside the bridge',
    clientId: 'Client ID',
    account: 'Account',
    submit: 'Save and start',
    hint: 'The bridge then starts, and shows the code by which the account is paired with Spotify.',
    unwritable: (file) => ({
      title: `${file} cannot be written.`,
      advice:
        'Nothing has been changed. Mount a folder that may be written instead of the file, or put this text there yourself, with the passwords in place of …; the bridge then starts by itself.',
    }),
    copy: 'The text for the file',
    changed: {
      title: 'The file was changed by somebody else just now.',
      advice: 'Nothing has been written. Look at it once more, and save again.',
    },
    faults: 'This could not be used:',
  },

  settings: {
    title: 'Settings',
    saved: 'Saved, and taken over.',
    notTaken: {
      title: 'The configuration on the disk is not used.',
      advice: 'The bridge goes on with the last one that was right.',
    },
    file: (file) => `This stands in ${file}. Everything else is changed there; it is taken over by itself.`,
    elsewhere: 'Is set elsewhere and is changed there.',
    accounts: 'Accounts',
    addAccount: 'Add an account',
    readers: 'Readers',
    readersHint: 'A reader that sends to its own topic of the bridge needs no entry.',
    addReader: 'Add a reader',
    readerKey: 'Key',
    readerKeyHint: 'Letters, digits, _ and -.',
    topic: 'Topic of its tags',
    topicHint: 'Empty for the usual one.',
    readerAccount: 'Account',
    onlyAccount: 'The only one',
    save: 'Save',
    add: 'Add',
    remove: (name) => `Remove ${name} …`,
    removeAccount: (name) => `The player ${name} leaves Home Assistant, with all its entities.`,
    keepToken: 'Keep its pairing, for the case that it comes back under the same key',
    deleteToken: 'Delete its pairing',
    removeReader: (name) => `The settings of ${name} are removed. What its cards do stays.`,
    removeSure: 'Yes, remove',
    lastAccount: 'The last account cannot be removed.',
    refused: 'Nothing was changed:',
    there: 'There is one of this key already.',
  },
};
