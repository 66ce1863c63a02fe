export { AsklessGuard } from './element.js';
