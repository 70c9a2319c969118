import { englishTags } from './tags-en.ts';
import type { Texts } from './texts.ts';

export const english: Texts = {
  language: 'en',
  locale: 'en-GB',
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  footer: { overview: 'All accounts', enterCode: 'Enter a code', cards: 'Cards', settings: 'Settings' },

  accounts: {
    title: 'Spotify accounts',
    none: 'No account is configured yet.',
    paired: 'Paired',
    unpaired: 'Not paired',
    playsAs: (profile) => `Plays on Spotify as “${profile}”.`,
    validUntil: (date) => `Spotify’s permission lasts until ${date}.`,
    pairing: 'Pairing code',
    open: 'Open this page and enter the code:',
    scan: 'Or scan this with a phone’s camera:',
    openPair: 'Pair on this device',
    qr: (account) => `QR code that opens the pairing page for ${account}`,
    timeLeft: (minutes) => `The code is valid for ${minutes} more.`,
    rest: {
      expired: 'The code ran out before anybody used it. Press the button for a new one.',
      denied: 'Somebody pressed Cancel at Spotify. Press the button to try again.',
      unpaired: 'Disconnected. Press the button to connect a Spotify account.',
      failed: 'Pairing did not work. Press the button to try again.',
    },
    problem: 'Problem',
    pair: 'Pair',
    pairAgain: 'Pair again',
    newCode: 'New code',
    unpair: 'Unpair …',
    unpairWarning: (account) => `${account} plays nothing any more until somebody pairs it again.`,
    unpairSure: 'Yes, unpair',
    package: 'media_player for Home Assistant …',
    packageIs:
      'A player made of what Home Assistant has itself, without an integration: state, volume, speakers, shuffle, repeat, cover and all buttons. It cannot show title, artist, album, duration and position, and cannot seek; the entities and the companion integration can. The file says where it goes.',
    packageLoad: 'Download the package',
  },

  code: {
    title: 'Enter the pairing code',
    intro:
      'It is where you pressed Pair: in Home Assistant, on the display of the reader, or on the other screen.',
    label: 'Pairing code',
    hint: 'Capitals, blanks and the hyphen do not matter.',
    submit: 'Continue',
    missing: 'Please type the code first.',
    noneRuns:
      'No code is waiting at the moment. Press Pair in Home Assistant (or on the overview), then come back with the new code.',
    atSpotify: 'If your code came with an address of Spotify’s, enter it there instead:',
    wrong: {
      unknown: () => ({
        title: 'That code does not fit.',
        advice:
          'Compare it letter by letter with the one on the other screen. If that has changed, take the new one.',
      }),
      expired: () => ({
        title: 'That code is no longer valid.',
        advice: 'Press Pair in Home Assistant (or on the overview) for a new code and enter that one.',
      }),
      too_many: (minutes) => ({
        title: 'Too many attempts.',
        advice: `Wait ${minutes}, then enter the code that is shown by then.`,
      }),
    },
  },

  steps: {
    title: (account) => `Pair ${account}`,
    account: 'You are about to connect a Spotify account with:',
    allows: 'Spotify will ask whether this may:',
    scopes: {
      'user-read-playback-state': 'see what plays, where, and how loud',
      'user-read-currently-playing': 'see what plays, where, and how loud',
      'user-read-recently-played': 'see what was played lately',
      'user-modify-playback-state': 'play, pause, skip and set the volume',
      'user-read-private': 'see the account’s name and whether it has Premium',
      'user-read-playback-position': 'see how far podcasts and audiobooks were heard',
      'playlist-read-private': 'list the account’s playlists',
      'playlist-read-collaborative': 'list the account’s playlists',
      'playlist-modify-public': 'save and remove songs, albums, playlists and artists',
      'user-library-read': 'see which songs are liked',
      'user-library-modify': 'save and remove songs, albums, playlists and artists',
      'user-follow-modify': 'save and remove songs, albums, playlists and artists',
    },
    onlyIf: 'Continue only if you started this pairing yourself, or know who did.',
    toSpotify: 'Continue to Spotify',
    redirectHint:
      'Log in with the account that shall play, and press Agree. Spotify then brings you back here.',
    stuck: 'Did you end on a page that does not open?',
    first: 'Agree at Spotify',
    firstHint: 'It opens in a new tab. Log in with the account that shall play, and press Agree.',
    openSpotify: 'Open Spotify',
    second: 'Bring the address back',
    secondHint: 'Then you see a page that does not open. That is right! Copy its address. It begins with',
    copyHint:
      'Tap the address at the edge of the screen, select all of it, and choose Copy. Then come back to this tab.',
    pasteLabel: 'Paste the address here',
    finish: 'Finish pairing',
    picture: {
      alt: 'First you press Agree at Spotify. Then comes a page that does not open; you copy the address from its address bar.',
      agree: 'Agree',
      unreachable: 'Page not found',
      copy: 'Copy this',
    },
  },

  landed: {
    paired: 'Paired',
    pairedAs: (account, profile) => `${account} now plays on Spotify as “${profile}”.`,
    pairedPlain: (account) => `${account} can play now.`,
    enjoy: 'You can close this page.',
    warnings: 'Good to know',
    wrong: {
      wrong: {
        title: 'That is not the address we need.',
        advice:
          'Press Agree at Spotify first. Then comes a page that does not open: copy the address of that page. Spotify’s own addresses come too early.',
      },
      half: {
        title: 'A part of the address is missing.',
        advice: 'Copy it once more: tap the address, choose “Select all”, then “Copy”, and paste it again.',
      },
      foreign: {
        title: 'That address belongs to another pairing or another browser.',
        advice: 'Open Spotify from this page, here in this browser, and paste the address that you get then.',
      },
      old: {
        title: 'That address was used already or is too old.',
        advice:
          'Each one works once and for a short time. Enter the code again and go through the steps anew.',
      },
      denied: {
        title: 'Spotify was told no.',
        advice: 'Nothing was changed. If that was a slip, enter the code again and press Agree at Spotify.',
      },
      not_registered: {
        title: 'This Spotify account is not on the app’s list.',
        advice:
          'Whoever registered the app opens developer.spotify.com/dashboard, chooses the app, then Settings and User Management, and adds this account’s name and e-mail address. Then pair again.',
      },
      taken: {
        title: 'This Spotify account is taken.',
        advice:
          'Another account here plays as it already, and one can only play one thing at a time. Log in at Spotify as somebody else, or unpair the other one first.',
      },
      failed: {
        title: 'That did not work.',
        advice: 'Wait a minute, enter the code again and go through the steps anew.',
      },
    },
    startOver: 'Enter the code again and go through the steps anew, all of them in this browser.',
    again: 'Enter the code again',
    details: 'Details',
    other: {
      title: 'Is this the right person?',
      explain: (before, now) =>
        `Until now it played as “${before}”. At Spotify you are logged in as “${now}”.`,
      yes: (now) => `Yes, play as “${now}”`,
      no: 'No, change nothing',
    },
    otherHint:
      'If not, log out at Spotify (accounts.spotify.com), enter the code again and log in as the right person.',
    nothing: {
      title: 'Nothing to show here.',
      advice:
        'Home Assistant, or the overview, tells whether the account is paired. If it is not, enter the code again.',
    },
  },

  tags: englishTags,

  refused: {
    host: (name) => ({
      title: 'This address is not allowed.',
      advice: `Your browser called this page “${name}”, a name that it does not know; that keeps foreign sites out. Add the name to http.trusted_hosts in the configuration, or open the page by the machine’s IP address.`,
    }),
    origin: {
      title: 'This came from another site.',
      advice: 'Forms are only taken from these pages. Open the page anew and try again.',
    },
    tooMany: (minutes) => ({ title: 'Too many attempts.', advice: `Wait ${minutes}, then try again.` }),
    password: {
      title: 'A password is needed.',
      advice: 'It is http.password in the configuration; any user name will do. Entering a code needs none.',
    },
    notFound: { title: 'There is no such page.', advice: 'Look at the overview, or enter a code.' },
    method: {
      title: 'This page cannot be asked that way.',
      advice: 'Go to the overview and start from there.',
    },
    tooLarge: {
      title: 'That is too long.',
      advice: 'Copy only the address, nothing around it, and try again.',
    },
    badRequest: { title: 'That could not be read.', advice: 'Open the page anew and try again.' },
    broken: { title: 'Something broke on our side.', advice: 'Try again; the log tells more.' },
  },
};
