/** What `winnex calc --help` says below its options. */
export const CALC_HELP = `
A leg is its price, its result and what else is known, with colons between:

  PRICE                  4/1, evens, 5.0 or +400
  :RESULT                won, lost, void, push, half-won, half-lost, placed or
                         open (also when nothing is said)
  :places=COUNT@PART     place terms: places=4@1/4
  :dh=POSITION/TIED      a dead heat: dh=1/2 is two that share first place
  :r4=PENCE,PENCE        Rule 4 deductions in the pound: r4=25,5
  :sp=PRICE  :bog        starting price; best odds guaranteed
  :banker                stands in every line of a system
  :fixture=ID  :parent=ID  :market=ID  :outcome=ID
                         what the leg is about, to find related legs

Types: single, double, treble, accumulator, trixie, patent, yankee, lucky15,
canadian, lucky31, heinz, lucky63, superheinz, goliath, system (with --sizes).
Without --type one leg is a single, more are an accumulator. Without --stake
each line carries 1.00.

Examples:
  winnex calc --type lucky15 --stake 0.50 --lucky-bonus \\
    --leg 4/1:won --leg 11/4:void --leg 2.5:lost --leg 10/1:won
  winnex calc --stake 10 --each-way --leg 16/1:placed:places=3@1/4:dh=3/2
  winnex calc --sizes 2 --leg 2.0:won:banker --leg 3.0:won --leg 4.0:open
  winnex calc --ndjson < slips.ndjson > results.ndjson

With --ndjson every line is answered in its place, a bad one with
{"id", "error": {"code", "message", "path"}}; the exit code is 0 all the same.
Exit code 2: a slip or an option that cannot be read.`;

/** What `winnex price --help` says below its options. */
export const PRICE_HELP = `
Examples:
  winnex price --odds 2.6,2.4,4.3 --method shin
  winnex price --odds 1/2,11/4,6/1
  winnex price --odds 1.25,1.30,1.55 --winners 2
  echo '{"id":1,"odds":["2.6","2.4","4.3"],"method":"power"}' | winnex price --ndjson

With --ndjson every line is answered in its place, a bad one with
{"id", "error": {"code", "message", "path"}}; the exit code is 0 all the same.`;
