// The other half of jest-environment.cjs: packages come from Node's own require, once a worker.
const { createRequire } = require('node:module');
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;

module.exports = class SharedPackagesRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    const own = /^[./]/.test(name) || name === '@jest/globals';
    return own ? super.requireModuleOrMock(from, name) : createRequire(from)(name);
  }
};
