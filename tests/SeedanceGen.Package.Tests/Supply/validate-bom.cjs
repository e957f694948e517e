// Validates bills of materials by CycloneDX's own schema: node validate-bom.cjs FOLDER-OF-THE-SPEC-TOOLS FILE… Prints what is wrong, a line each.
const fs = require('fs');
const path = require('path');
const [modules, ...files] = process.argv.slice(2);
const load = name => require(path.join(modules, name));
const schema = name => JSON.parse(fs.readFileSync(path.join(modules, '@cyclonedx/cyclonedx-library/res/schema', name)));

const ajv = new (load('ajv').default)({ strict: false, allErrors: true });
load('ajv-formats').default(ajv);
for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
for (const name of ['jsf-0.82.SNAPSHOT.schema.json', 'spdx.SNAPSHOT.schema.json', 'cryptography-defs.SNAPSHOT.schema.json']) {
  const { $id, ...rest } = schema(name);
  ajv.addSchema(rest, 'http://cyclonedx.org/schema/' + name);
}

const isValid = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
for (const file of files)
  if (!isValid(JSON.parse(fs.readFileSync(file))))
    for (const error of isValid.errors) console.log(`${file}${error.instancePath}: ${error.message}`);
