import { AsklessGuard } from './element.js';

// Where there is a page to define it in, and nobody else did.
if (globalThis.customElements && !customElements.get('askless-guard')) customElements.define('askless-guard', AsklessGuard);

export { AsklessGuard };
