// Makes the built package importable as `askless`, the way a project that installed it sees it.
import { mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const PKG = fileURLToPath(new URL('../../pkg', import.meta.url));
export const HERE = fileURLToPath(new URL('.', import.meta.url));

mkdirSync(`${HERE}node_modules`, { recursive: true });
// Test files run side by side: the link that another one just made is as good.
try {
  symlinkSync(PKG, `${HERE}node_modules/askless`);
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
}
