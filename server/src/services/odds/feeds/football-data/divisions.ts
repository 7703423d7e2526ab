import type { CompetitionDescription } from '../feed.ts';

/** Division codes of football-data.co.uk (its "notes" page), with category and name. */
const DIVISIONS: Readonly<Record<string, readonly [category: string, name: string]>> = {
  E0: ['England', 'Premier League'],
  E1: ['England', 'Championship'],
  E2: ['England', 'League One'],
  E3: ['England', 'League Two'],
  EC: ['England', 'National League'],
  SC0: ['Scotland', 'Premiership'],
  SC1: ['Scotland', 'Championship'],
  SC2: ['Scotland', 'League One'],
  SC3: ['Scotland', 'League Two'],
  D1: ['Germany', 'Bundesliga'],
  D2: ['Germany', '2. Bundesliga'],
  I1: ['Italy', 'Serie A'],
  I2: ['Italy', 'Serie B'],
  SP1: ['Spain', 'La Liga'],
  SP2: ['Spain', 'Segunda División'],
  F1: ['France', 'Ligue 1'],
  F2: ['France', 'Ligue 2'],
  N1: ['Netherlands', 'Eredivisie'],
  B1: ['Belgium', 'Pro League'],
  P1: ['Portugal', 'Primeira Liga'],
  T1: ['Turkey', 'Süper Lig'],
  G1: ['Greece', 'Super League'],
};

/** The competition behind a division code; a code that is not known names itself. */
export function competitionOf(division: string): CompetitionDescription {
  const [category, name] = DIVISIONS[division] ?? ['Unknown', division];
  return { id: `fd:${division}`, name, sport: 'football', category };
}
