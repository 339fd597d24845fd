import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const systemChromium = '/usr/bin/chromium';
const quiet = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--font-render-hinting=none',
];

/**
 * A Chromium: CHROMIUM_PATH, else the system's, else the one that npm installed with the tests.
 * CROSSFLOW_BUNDLED_CHROMIUM=1 takes the last one even where the others are there.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  // Chromium's own sandbox refuses to work for root, and in most containers.
  const args = ['--no-sandbox', ...quiet, ...(options.args ?? [])];
  return chromium.launch({ ...options, executablePath, args, ...(env ? { env: { ...process.env, ...env } } : {}) });
}

interface FoundChromium {
  executablePath: string;
  env?: Record<string, string>;
}

async function findChromium(): Promise<FoundChromium> {
  const { CHROMIUM_PATH: given, CROSSFLOW_BUNDLED_CHROMIUM: bundled } = process.env;
  if (bundled === '1') return unpackBundled();
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH is ${given}, and there is no such file.`);
    return { executablePath: given };
  }
  return existsSync(systemChromium) ? { executablePath: systemChromium } : unpackBundled();
}

/** Unpacked once and kept beside other runs' files; whoever comes second finds it whole. */
async function unpackBundled(): Promise<FoundChromium> {
  const directory = path.join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-chromium');
  if (!existsSync(directory)) {
    const fresh = await mkdtemp(`${directory}-`);
    await inflateInto(fresh);
    await pointFontsTo(path.join(fresh, 'fonts', 'fonts.conf'), path.join(directory, 'fonts'));
    // Another run may have been faster: its copy is as good.
    await rename(fresh, directory).catch(() => rm(fresh, { recursive: true, force: true }));
  }
  const hasFonts = existsSync('/etc/fonts/fonts.conf');
  return {
    executablePath: path.join(directory, 'chromium'),
    env: {
      // The libraries that a bare machine lacks (NSS, expat) come with it.
      LD_LIBRARY_PATH: path.join(directory, 'al2023', 'lib'),
      ...(hasFonts ? {} : { FONTCONFIG_PATH: path.join(directory, 'fonts') }),
    },
  };
}

async function inflateInto(directory: string): Promise<void> {
  const { default: bundled, inflate } = await import('@sparticuz/chromium');
  const archives = path.join(path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin');
  const before = process.env['TMPDIR'];
  // It unpacks to the temporary folder, which is read anew at each call.
  process.env['TMPDIR'] = directory;
  try {
    await Promise.all([bundled.executablePath(archives), inflate(path.join(archives, 'al2023.tar.br'))]);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function pointFontsTo(config: string, fonts: string): Promise<void> {
  const text = await readFile(config, 'utf8');
  await writeFile(config, text.replaceAll('/tmp/fonts', fonts));
}
