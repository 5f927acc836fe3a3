// One data folder for a whole test run, so that test files share a server. Folders of dead runs are removed.
// A server without its folder ends within a minute.
const fs = require('fs');
const os = require('os');
const path = require('path');

const PREFIX = 'qorzhyn-run-';

module.exports = async () => {
  for (const name of fs.readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (!isAlive(Number(name.slice(PREFIX.length).split('-')[0])))
      fs.rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
  process.env.TEST_POSTGRES_DIR = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
};

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
