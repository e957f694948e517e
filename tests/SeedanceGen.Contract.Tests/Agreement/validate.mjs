// An independent validator: a JSON Schema library with the request schema of the YAML.
// Reads a JSON array of requests from standard input and prints one line for each: ok, or no.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.argv[2] + '/');
const yaml = require('js-yaml');
const Ajv = require('ajv');
const addFormats = require('ajv-formats');

const ajv = new Ajv({ strict: false, allErrors: false });
addFormats(ajv);
ajv.addSchema(yaml.safeLoad(readFileSync(process.argv[2] + '/seedance.openapi.yaml', 'utf8')), 'spec');
const validate = ajv.compile({ $ref: 'spec#/components/schemas/VideoGenerationRequest' });

for (const request of JSON.parse(readFileSync(0, 'utf8'))) {
  console.log(validate(request) ? 'ok' : 'no');
}
