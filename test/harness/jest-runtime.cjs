// The other half of jest-environment.cjs: packages come from Node's own require, once a worker. The
// product's modules run anew for each test file, but are read and compiled once a worker as well.
const { createRequire } = require('node:module');
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;

const compiled = new Map();
const transformed = new Map();

module.exports = class SharedPackagesRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor, transformCache } = this;
    executor.compile = (source, filename) =>
      kept(compiled, filename, source, () =>
        compileFunction(source, executor.injectedModuleParameters, { filename }),
      );
    const transform = transformCache.transform.bind(transformCache);
    transformCache.transform = (filename, options) => {
      const source = transformCache.fileCache.readFile(filename);
      if (options?.isInternalModule) return source;
      const file = kept(transformed, filename, source, () => {
        transform(filename, options);
        return transformCache.transforms.get(filename);
      });
      transformCache.transforms.set(filename, file);
      if (file.sourceMapPath) transformCache.sourceMaps.set(filename, file.sourceMapPath);
      return file.code;
    };
  }

  requireModuleOrMock(from, name) {
    const own = /^[./]/.test(name) || name === '@jest/globals';
    return own ? super.requireModuleOrMock(from, name) : createRequire(from)(name);
  }
};

/** What was made of this source before; a file that has changed since is made anew. */
function kept(map, filename, source, make) {
  let entry = map.get(filename);
  if (entry?.source !== source) {
    entry = { source, made: make() };
    map.set(filename, entry);
  }
  return entry.made;
}
