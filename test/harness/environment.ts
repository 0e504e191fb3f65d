// No test may depend on the variables of the machine it runs on.
for (const name of ['PORT', 'HOST', 'BASE_URL', 'DATA_DIR', 'DATABASE_URL', 'SMTP_URL']) {
  Reflect.deleteProperty(process.env, name);
}
process.env.TZ = 'UTC';
