// The direction of imports. server/app/cli -> routes -> features -> {mail, audit, survey-engine,
// statistics} -> models -> {db, lib}. Nothing points back. Texts for respondents stand in messages,
// below all of them.
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }, 'A cycle means two rooms are one.'),
    forbid(
      'lib-knows-nothing',
      { path: '^src/lib/' },
      { path: '^(src/(?!lib/)|exports/|migrations/)' },
      'lib has no business words.',
    ),
    forbid(
      'messages-are-words',
      { path: '^src/messages/' },
      { path: '^(src/(?!messages/|lib/)|exports/|migrations/|node_modules/)' },
      'Texts depend on nothing.',
    ),
    forbid(
      'engine-is-pure',
      { path: '^src/survey-engine/' },
      { path: '^(src/(?!survey-engine/|messages/|lib/)|node_modules/(express|sequelize|sqlite3))' },
      'The survey engine knows neither database nor HTTP.',
    ),
    forbid(
      'statistics-are-pure',
      { path: '^src/statistics/' },
      { path: '^(src/(?!statistics/|lib/)|node_modules/(express|sequelize|sqlite3))' },
      'Statistics know neither database nor HTTP.',
    ),
    forbid(
      'charts-are-pure',
      { path: '^src/charts/' },
      { path: '^(src/(?!charts/)|exports/|node_modules/(?!chart\\.js))' },
      'What a chart looks like depends on neither a browser nor a server.',
    ),
    forbid(
      'models-stay-low',
      { path: '^src/models/' },
      { path: '^src/(?!models/|db/|lib/)' },
      'Models hold no rules.',
    ),
    forbid(
      'db-stays-low',
      { path: '^src/db/' },
      { path: '^src/(?!db/|lib/)' },
      'The database layer knows no tables.',
    ),
    forbid(
      'below-features',
      { path: '^src/(mail|audit|http)/' },
      { path: '^src/features/' },
      'Mail, audit and HTTP serve features and do not know them.',
    ),
    forbid(
      'demo-on-top',
      { path: '^src/(?!demo/|cli\\.ts$)' },
      { path: '^src/demo/' },
      'The demo uses the product; nothing of the product knows it.',
    ),
    forbid(
      'express-only-at-the-door',
      { path: '^(src|exports)/', pathNot: '^src/(http/|app\\.ts|features/.+\\.routes\\.ts$)' },
      { path: '^node_modules/(express|busboy)/' },
      'Only routes, http and app.ts know express.',
    ),
    forbid(
      'sequelize-only-inside',
      { path: '^(src|exports)/', pathNot: '^src/(features|db|models|mail|audit|http|demo)/' },
      { path: '^node_modules/sequelize/' },
      'Only features, db, models and mail know sequelize.',
    ),
    forbid(
      'migrations-are-frozen',
      { path: '^migrations/' },
      { path: '^src/' },
      'A migration never depends on code that changes.',
    ),
    forbid(
      'client-is-apart',
      { path: '^src/client/' },
      { path: '^src/(?!client/|charts/|lib/fold-text\\.ts$)' },
      'Browser code imports nothing of the server; charts are drawn and names folded on both sides.',
    ),
    forbid(
      'nobody-imports-the-client',
      { path: '^src/(?!client/|features/surveys/first-page/)' },
      { path: '^src/client/' },
      'Server code imports nothing of the browser.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default'],
    },
  },
};
