// By itself Jest gives each test file a realm of its own, in which every package is compiled anew: that
// was half the time of the suite. Here all files run in Node's own realm and share the packages (see
// jest-runtime.cjs); the product's modules are still loaded anew for each file.
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const ofTheRunner = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS', 'RETRY_TIMES_SETTER']);

module.exports = class OneRealmEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    // What a file or the runner sets here must not reach the next file.
    this.before = { env: { ...process.env }, exit: process.exit, console: globalThis.console };
    Object.assign(this.global, projectConfig.globals);
    this.moduleMocker = new ModuleMocker(this.global);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: this.global });
  }

  async setup() {
    // The runner asks for 100 frames, and Sequelize writes out the stack of every statement.
    Error.stackTraceLimit = 20;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, this.before.env);
    process.exit = this.before.exit;
    globalThis.console = this.before.console;
    // The runner is loaded anew for each file and hangs its state, with all modules of the file, on a
    // symbol of its own.
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (ofTheRunner.has(symbol.description)) delete globalThis[symbol];
    }
    this.global = null;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** There is none; jest-runtime.cjs compiles without it. */
  getVmContext() {
    return null;
  }
};
