import { drawsOf, normal } from './draws.ts';

/** A league of the simulated world. Places, clubs and competitions are invented. */
export interface League {
  readonly key: string;
  readonly name: string;
  readonly category: string;
  /** An even number of clubs, 8 to 12. */
  readonly teams: readonly string[];
  /** Goals of an average match here, against 1 in the other leagues. */
  readonly tempo: number;
}

export const leagues: readonly League[] = [
  {
    key: 'albray',
    name: 'Albray Premier Division',
    category: 'Albray',
    tempo: 1.02,
    teams: [
      'Ashmoor Rovers',
      'Brindlevale',
      'Castlewick Town',
      'Dunmarsh Athletic',
      'Eastferry United',
      'Fennick Albion',
      'Glasshaven City',
      'Harrowgill Wanderers',
      'Ivelport',
      'Kestrel Park',
      'Larkmead County',
      'Mossbourne',
    ],
  },
  {
    key: 'sorelia',
    name: 'Liga Sorelia',
    category: 'Sorelia',
    tempo: 0.95,
    teams: [
      'Atlético Valmera',
      'Bahía Candela',
      'Deportivo Lunares',
      'Estrella Montalba',
      'Puerto Almendra',
      'Racing Mirasol',
      'Real Torrevela',
      'Sierra Encina',
      'Unión Olivares',
      'Villaroca',
    ],
  },
  {
    key: 'nordhavn',
    name: 'Nordhavn Eliteliga',
    category: 'Nordhavn',
    tempo: 1.06,
    teams: [
      'Elvedal IF',
      'Fjordby BK',
      'Granvoll',
      'Havbris FK',
      'Isefjell',
      'Lysmark IL',
      'Skarholm',
      'Stormvik',
      'Tindra IF',
      'Ulvenes BK',
    ],
  },
  {
    key: 'ventara',
    name: 'Prima Lega Ventara',
    category: 'Ventara',
    tempo: 0.93,
    teams: [
      'Aurelia Calcio',
      'Castelbruno',
      'Fiordaliso',
      'Lunaria',
      'Montebrina',
      'Pietrachiara',
      'Roccaverde',
      'Virtus Solenne',
    ],
  },
  {
    key: 'meridia',
    name: 'Meridia Super League',
    category: 'Meridia',
    tempo: 1,
    teams: [
      'Amber Coast',
      'Blackwattle FC',
      'Cobalt Bay',
      'Coral Harbour',
      'Dusty Plains',
      'Lantern City',
      'Northwind',
      'Opal Ridge',
      'Pelican Point',
      'Redgum Rangers',
      'Southern Cross United',
      'Tidewater',
    ],
  },
];

/** Logarithms of how much more than average a side scores and how much less it concedes. */
export interface Strength {
  readonly attack: number;
  readonly defence: number;
}

const LASTING_SPREAD = 0.2;
const SEASON_SPREAD = 0.09;

/** What a club is worth in one season: a lasting part and how that season turned out. */
export function strengthOf(seed: number, league: League, team: number, season: number): Strength {
  const lasting = drawsOf(seed, 'strength', league.key, team);
  const form = drawsOf(seed, 'form', league.key, team, season);
  return {
    attack: LASTING_SPREAD * normal(lasting) + SEASON_SPREAD * normal(form),
    defence: LASTING_SPREAD * normal(lasting) + SEASON_SPREAD * normal(form),
  };
}
