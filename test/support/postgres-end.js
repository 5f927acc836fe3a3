const fs = require('fs');

module.exports = async () => fs.rmSync(process.env.TEST_POSTGRES_DIR, { recursive: true, force: true });
