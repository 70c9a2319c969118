import type { Home } from './home.ts';

/** An evening in November, a night, and the next morning, line by line. Whatever is told and not read here is a mistake. */
export async function tell(home: Home): Promise<void> {
  await tea(home);
  await bensMinutesEnd(home);
  await aStoryForBen(home);
  await mumIsInterrupted(home);
  await annasBook(home);
  await theNight(home);
  await theMorning(home);
}

/** A card for a speaker that sleeps; another child's card; an explicit title, a phone that is too loud, a door bell. */
async function tea(home: Home): Promise<void> {
  const { at, after, annaLays, benLays, hears, itIsQuiet, spotifyGets, events } = home;
  await at('17:05');
  itIsQuiet();
  home.dashboardShows({ status: 'idle', title: 'None', device: 'None', problem: 'OK' });

  annaLays('Bear');
  await after(1);
  home.annasBox('heard: Bear', /^waiting: Bear, Bedroom is being called/);
  home.annasDisplay('Waiting: Bedroom is being called');
  events(/^wake Bedroom play anna /);
  await home.soundsIn('Bedroom', { within: 10 });
  hears('Guten Morgen, Biene', 'Bedroom', 15);
  await after(10);
  home.annasBox('playing: Bear');
  home.annasDisplay('Guten Morgen, Biene - Bar & Biene');
  events('anna: Bear');
  spotifyGets('play on Bedroom');
  home.dashboardShows({
    status: 'playing',
    title: 'Guten Morgen, Biene',
    device: 'Bedroom',
    volume: '15',
    problem: 'OK',
  });

  await at('17:10');
  benLays('Breakfast');
  await after(4);
  hears('Butter Side Up', 'Kitchen', 40);
  home.bensBox('heard: Breakfast', 'playing: Breakfast');
  home.annasBox('paused: Ben’s box plays something else now');
  events('ben: Breakfast');
  spotifyGets('play on Kitchen');

  await at('17:17');
  hears('Marmalade Skies (feat. Paper Lanterns)', 'Kitchen', 40);
  events(
    'rule_applied explicit skipped ben Pancake Pandemonium Spotify calls this explicit, and that may not play here',
  );
  spotifyGets('next');

  home.mumsPhoneSetsVolume(95);
  hears('Marmalade Skies (feat. Paper Lanterns)', 'Kitchen', 95);
  await after(12);
  hears('Marmalade Skies (feat. Paper Lanterns)', 'Kitchen', 60);
  events('volume_limited Kitchen 95 60 max_volume of Kitchen');
  spotifyGets('volume 60');
  home.dashboardShows({ status: 'playing', volume: '60', device: 'Kitchen' });

  await at('17:19');
  const doorBell = home.place();
  home.homeAssistant('snapshot doorbell');
  home.homeAssistant('pause');
  await after(20);
  itIsQuiet();
  home.dashboardShows({ status: 'paused', title: 'Marmalade Skies (feat. Paper Lanterns)' });
  home.bensDisplay('(Marmalade Skies (feat. Paper Lanterns) - DJ Marmalade, Paper...');
  home.homeAssistant('restore doorbell');
  await after(5);
  hears('Marmalade Skies (feat. Paper Lanterns)', 'Kitchen', 60);
  home.isFurther(doorBell, 5);
  spotifyGets('pause', 'volume 60', 'shuffle false', 'repeat off', 'play');
}

/** The album ends and no stranger follows it; then the minutes of today do. */
async function bensMinutesEnd(home: Home): Promise<void> {
  const { at, after, benLays, bensBox, hears, itIsQuiet, spotifyGets, events } = home;
  await at('17:35');
  itIsQuiet();
  home.dashboardShows({ status: 'paused' });
  home.bensMinutes(22, 8);
  // What Spotify adds is the first song of the album, on its own.
  const stranger = 'only what is on a card may play here, and this is on none';
  bensBox('ending: 10 minutes are left for today', `denied: Butter Side Up, ${stranger}`);
  events(
    'rule_applied explicit skipped ben Spoon Me Spotify calls this explicit, and that may not play here',
    'limit_warning ben 10',
    `rule_applied only_cards paused ben Butter Side Up ${stranger}`,
  );
  spotifyGets('next', 'pause');

  await at('17:40');
  benLays('Nordlys');
  await after(4);
  hears('Første snø', 'Kitchen', 60);
  bensBox('heard: Nordlys', 'playing: Nordlys');
  home.bensDisplay('Forste sno - Mira Solveig');
  events('ben: Nordlys');
  spotifyGets('play');

  // The song may end.
  await at('17:47:55');
  hears('Kveldsbris', 'Kitchen', 60);
  await at('17:58');
  itIsQuiet();
  const usedUp = '30 minutes are used up for today; tomorrow again';
  bensBox(`ending: ${usedUp}`, `denied: ${usedUp}`);
  events(`limit_reached ben ${usedUp}`, `rule_applied minutes_per_day paused ben  ${usedUp}`);
  spotifyGets('pause');

  benLays('Breakfast');
  await after(3);
  itIsQuiet();
  bensBox('heard: Breakfast', `denied: Breakfast, ${usedUp}`);
  home.bensDisplay(`Not now: ${usedUp}`);
  events('ben: Breakfast');
}

/** A grown-up's card, Anna's card on Ben's box, and the end of the story. */
async function aStoryForBen(home: Home): Promise<void> {
  const { at, after, benLays, bensBox, hears, spotifyGets, events } = home;
  await at('18:05');
  benLays('More time');
  await after(3);
  bensBox('heard: More time', 'done: More time, 15 more minutes for today');
  benLays('Bear');
  await after(6);
  benLays('Sleep after this story');
  await after(6);
  hears('Guten Morgen, Biene', 'Kitchen', 60);
  bensBox('heard: Bear', 'playing: Bear', 'heard: Sleep after this story', 'done: Sleep after this story');
  events('ben: More time', 'ben: Bear', 'ben: Sleep after this story');
  spotifyGets('play on Kitchen');
  home.dashboardShows({ sleep: 'end_of_context' });

  await at('18:18:37');
  hears('Gute Nacht, Bär', 'Kitchen', 22);
  await at('18:25');
  home.itStoppedIn('Gute Nacht, Bär');
  home.dashboardShows({ status: 'paused', volume: '60', sleep: 'off' });
  bensBox('ending: 10 minutes are left for today');
  events('limit_warning ben 10');
  spotifyGets(
    ...[55, 49, 44, 38, 33, 28, 22, 17, 11, 6].map((volume) => `volume ${volume}`),
    'pause',
    'volume 60',
  );
}

/** A phone plays; a card takes it to a speaker that is broken; it is brought back. */
async function mumIsInterrupted(home: Home): Promise<void> {
  const { at, after, annaLays, annasBox, hears, itIsQuiet, spotifyGets, events } = home;
  await at('18:35');
  home.mumsPhonePlays('Lanterns at Low Tide', 'Kitchen');
  await at('18:40');
  hears('Ferryman, Wait', 'Kitchen', 60);
  home.dashboardShows({ status: 'playing', title: 'Ferryman, Wait', device: 'Kitchen' });
  home.bensDisplay('Ferryman, Wait - The Tidewater Union');
  const taken = home.place();

  annaLays('Study music');
  await after(10);
  const silent =
    'Study shows the music, but it does not move: it sleeps, or has lost its network, or the track is not there in your country';
  annasBox('heard: Study music', `error: Study music, ${silent}`);
  home.annasDisplay('Sorry: Study shows the music, but it does not move: it sleeps...');
  home.dashboardShows({ problem: silent });
  events('anna: Study music');
  spotifyGets('play on Study');

  home.homeAssistant('restore card');
  await after(6);
  hears('Ferryman, Wait', 'Kitchen', 60);
  home.isFurther(taken, 6);
  home.dashboardShows({ title: 'Ferryman, Wait', device: 'Kitchen', problem: 'OK' });
  spotifyGets(
    'move on Kitchen',
    'volume 60 on Kitchen',
    'shuffle false on Kitchen',
    'repeat off on Kitchen',
    'play on Kitchen',
  );

  home.annaTakes('Study music');
  await at('18:50');
  hears('Lanterns at Low Tide', 'Kitchen', 60);
  home.mumsPhonePauses();
  await after(40);
  itIsQuiet();
  home.dashboardShows({ status: 'paused' });
}

/** A book in bed: quieter from half past seven, and a sleep timer. */
async function annasBook(home: Home): Promise<void> {
  const { at, after, annaLays, annasBox, hears, spotifyGets, events } = home;
  await at('19:15');
  annaLays('Lighthouse');
  await after(40);
  hears('Opening Credits', 'Bedroom', 15);
  annasBox('heard: Lighthouse', 'playing: Lighthouse');
  events('anna: Lighthouse');
  spotifyGets('move on Bedroom', 'shuffle false on Bedroom', 'repeat off on Bedroom', 'play on Bedroom');
  home.homeAssistant('volume 30');
  await after(1);
  spotifyGets('volume 30');

  await at('19:29:59');
  hears('Chapter 1: The Lamp', 'Bedroom', 30);
  await at('19:31');
  hears('Chapter 1: The Lamp', 'Bedroom', 12);
  events('volume_limited Bedroom 30 12 quiet hours of Bedroom until 07:00');
  spotifyGets(...[28, 26, 25, 23, 21, 19, 17, 16, 14, 12].map((volume) => `volume ${volume}`));

  await at('19:40');
  annaLays('Sleep in ten minutes');
  await after(3);
  annasBox('heard: Sleep in ten minutes', 'done: Sleep in ten minutes');
  events('anna: Sleep in ten minutes');
  home.dashboardShows({ sleep_left: '10' });
  await at('19:49:30');
  hears('Chapter 2: A Visitor by the Wrong Tide', 'Bedroom', 6);
  await at('19:51');
  home.itStoppedIn('Chapter 2: A Visitor by the Wrong Tide');
  home.dashboardShows({ status: 'paused', sleep: 'off', volume: '12' });
  spotifyGets(...[11, 10, 9, 8, 7, 6, 4, 3, 2, 1].map((volume) => `volume ${volume}`), 'pause', 'volume 12');
}

/** Ben tries once more; then the power fails, and comes back with cards on both boxes. */
async function theNight(home: Home): Promise<void> {
  const { at, after, itIsQuiet, events } = home;
  await at('20:05');
  home.benLays('Breakfast');
  await after(4);
  itIsQuiet();
  home.bensBox('heard: Breakfast', 'denied: Breakfast, quiet hours until 06:30');
  home.bensDisplay('Not now: quiet hours until 06:30');
  events('ben: Breakfast');

  await at('02:40');
  await home.theLightsGoOut();
  await at('03:10');
  await home.theLightsComeBack({ anna: 'Lighthouse', ben: 'Breakfast' });
  await after(60);
  itIsQuiet();
  home.annasBox('done: Lighthouse, the card lay there already; lift it and lay it again');
  home.bensBox('done: Breakfast, the card lay there already; lift it and lay it again');
  home.dashboardShows({ status: 'idle', availability: 'online', problem: 'OK' });
}

/** The book goes on where it stopped, on a speaker that sleeps again, and Ben has new minutes. */
async function theMorning(home: Home): Promise<void> {
  const { at, after, annaLays, annasBox, hears, spotifyGets, events } = home;
  await at('07:05');
  const stopped = home.place();
  home.annaTakes('Lighthouse');
  await after(3);
  annaLays('Lighthouse');
  await home.soundsIn('Bedroom', { within: 12 });
  home.isFurther(stopped, 0);
  await after(10);
  hears('Chapter 2: A Visitor by the Wrong Tide', 'Bedroom', 12);
  annasBox('heard: Lighthouse', /^waiting: Lighthouse, Bedroom is being called/, 'resumed: Lighthouse');
  events(/^wake Bedroom play \w{40} anna /, 'anna: Lighthouse');
  spotifyGets(
    ...['move on Bedroom', 'move on Bedroom', 'shuffle false on Bedroom', 'repeat off on Bedroom'],
    'play on Bedroom',
  );
  home.dashboardShows({
    status: 'playing',
    title: 'Chapter 2: A Visitor by the Wrong Tide',
    device: 'Bedroom',
  });

  await at('07:10');
  home.bensMinutes(0, 60);
  home.benLays('Breakfast');
  await after(5);
  hears('Butter Side Up', 'Kitchen', 60);
  home.bensBox('heard: Breakfast', 'playing: Breakfast');
  annasBox('paused: Ben’s box plays something else now');
  events('ben: Breakfast');
  spotifyGets('play on Kitchen');
}
