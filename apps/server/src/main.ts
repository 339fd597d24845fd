import { openInstallation } from './installation.ts';
import { readConfig } from './kernel/config/config.ts';
import { StartError } from './kernel/config/start-error.ts';

/** Starts Crossflow, says where it is, and stops everything on Ctrl-C or SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig();
  const installation = await openInstallation(config, (step) => console.log(`  ${step}`));
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    console.log('\n  Stopping');
    await installation.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  console.log(installation.welcome);
}

main().catch((error: unknown) => {
  if (error instanceof StartError) console.error(`\n✗ ${error.message}`);
  else console.error(error);
  process.exit(1);
});
