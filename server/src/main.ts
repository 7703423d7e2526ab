import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { Command, CommanderError } from 'commander';
import { CALC_HELP, PRICE_HELP } from './commands/calc-help.ts';
import { paths } from './composition/paths.ts';
import { reportFault } from './composition/report-fault.ts';

// The types are stripped and the code is compiled once: later starts take half the time to load.
enableCompileCache(paths.compileCache);

const collect = (value: string, previous: string[] = []): string[] => [...previous, value];
const { version } = JSON.parse(readFileSync(paths.manifest, 'utf8')) as { version: string };

/** Options of every command that reads settings. */
function withSettings(command: Command): Command {
  return command
    .option('--config <file>', 'a settings file of yours, in TOML')
    .option('--set <key=value>', 'override one setting; may be given many times', collect, [])
    .option('--data-dir <folder>', 'where the embedded database lives (data.dir)');
}

// Each command's code is loaded when it is asked for: "calc" does not wait for the web server.
const program = new Command('winnex')
  .description('An open-source sportsbook: odds, bets, wallet and settlement in one program.')
  .version(version, '-V, --version')
  .showHelpAfterError('(add --help for what is possible)')
  .exitOverride();

withSettings(program.command('serve'))
  .description('run the book: API, socket, page and the simulated season')
  .option('--port <port>', 'where to listen (server.port)')
  .action(async (options) => (await import('./commands/serve.ts')).serveCommand(options));

withSettings(program.command('migrate'))
  .description('bring the database to the schema of this version')
  .action(async (options) => (await import('./commands/migrate.ts')).migrateCommand(options));

program
  .command('services')
  .description('list the services, their schemas and what they need')
  .option('--json', 'as JSON')
  .action(async (options) => (await import('./commands/services.ts')).servicesCommand(options));

withSettings(program.command('config'))
  .description('show every setting in force and where it came from')
  .option('--json', 'as JSON')
  .action(async (options) => (await import('./commands/config.ts')).configCommand(options));

withSettings(program.command('audit'))
  .description('prove the books: sums, balances, bets against events; exit code 1 when broken')
  .option('--json', 'as JSON')
  .action(async (options) => {
    process.exitCode = await (await import('./commands/audit.ts')).auditCommand(options);
  });

const replay = program.command('replay').description('play recorded feeds through the whole book');
withSettings(replay.command('football-data <file...>'))
  .description('seasons of football-data.co.uk (CSV)')
  .option('--bookmaker <code>', 'whose prices to offer', 'B365')
  .option('--back <outcome>', 'also back home, draw or away in every match')
  .option('--stake <amount>', 'stake of each of these bets', '10.00')
  .option('--currency <code>', 'currency of these bets', 'EUR')
  .action(async (files, options) =>
    (await import('./commands/replay.ts')).replayFootballData(files, options),
  );
withSettings(replay.command('bets'))
  .description('rebuild every bet from its events and compare; exit code 1 when something differs')
  .option('--repair', 'write what differs anew from the events')
  .option('--json', 'as JSON')
  .action(async (options) => {
    process.exitCode = await (await import('./commands/replay-bets.ts')).replayBetsCommand(options);
  });
withSettings(replay.command('uof <folder>'))
  .description('Unified Odds Feed messages (XML)')
  .action(async (folder, options) =>
    (await import('./commands/replay.ts')).replayUof(folder, options),
  );

program
  .command('calc')
  .description('settle a slip: every line, why each leg pays what it pays, and the payout')
  .option('--type <type>', 'the bet type; see below')
  .option('--stake <amount>', 'stake of each line')
  .option('--total <amount>', 'stake of all lines together')
  .option('--leg <price:result…>', 'a leg, such as 4/1:won; give one for each', collect)
  .option('--sizes <list>', 'sizes of a system, such as 2,3')
  .option('--currency <code>', 'currency of the slip (GBP)')
  .option('--each-way [mode]', 'win-to-win or equally-divided')
  .option('--free-bet <kind>', 'snr (stake not returned) or sr')
  .option('--boost <percent>', 'accumulator boost: 10, or by legs such as 3=5,6=10')
  .option('--lucky-bonus', 'the usual bonus of a lucky 15, 31 or 63')
  .option('--best-odds-cap <amount>', 'most that best odds guaranteed may add')
  .option('--cap <amount>', 'most that is paid')
  .option('--waive-five-pence', 'drop a Rule 4 total of exactly 5p')
  .option('--rounding <mode>', 'down, half-up, half-even or up')
  .option('--ndjson', 'one JSON slip a line in, one JSON result a line out')
  .option('--schema [side]', 'print a JSON Schema: slip or result')
  .option('--odds <list>', 'margin-free probabilities of these odds instead; see price')
  .option('--method <name>', 'margin method for --odds')
  .option('--winners <count>', 'outcomes that win together, for --odds')
  .addHelpText('after', CALC_HELP)
  .action(async (options) => (await import('./commands/calc.ts')).calcCommand(options));

program
  .command('price')
  .description('take the margin out of the odds of a market')
  .option('--odds <list>', 'odds of all outcomes, with commas between')
  .option('--method <name>', 'proportional, additive, power, shin, odds-ratio or logarithmic')
  .option('--winners <count>', 'outcomes that win together (double chance: 2)')
  .option('--ndjson', 'one JSON market a line in, one JSON result a line out')
  .option('--schema [side]', 'print a JSON Schema: market or result')
  .addHelpText('after', PRICE_HELP)
  .action(async (options) => (await import('./commands/price.ts')).priceCommand(options));

try {
  await program.parseAsync();
} catch (error) {
  // 2 for a wrong command line, like every fault; 1 is left to "audit", for broken books.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  // Said and done: a connection that hangs must not hold the prompt.
  else process.exit(reportFault(error));
}
