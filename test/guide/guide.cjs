// Takes the pictures of the guide and of the README from the running product: npm run guide
require('../support/register-typescript.cjs');

require('./take-pictures.ts')
  .takePictures()
  .then(() => process.exit(0))
  .catch((error) => {
    console.error(error);
    process.exit(2);
  });
