// Compiled, never run: what the types must refuse.
import { createAskless } from 'askless';
import { createAskless as createForHtml } from 'askless/html';

// @ts-expect-error: no such option
createAskless({ polcy: 'hartford' });
// @ts-expect-error: no such mode
createAskless({ mode: 'remove' });
// @ts-expect-error: no such basis
createAskless({ service: { id: 'a', needs: [{ category: 'religion', basis: 'wanted' }] } });
// @ts-expect-error: no such category
createAskless({ service: { id: 'a', needs: [{ category: 'faith', basis: 'necessary' }] } });
// @ts-expect-error: this entry reads no HTML text
createAskless().lint('<form></form>');
// @ts-expect-error: this entry reads no HTML text
createAskless().strip('<form></form>');
// @ts-expect-error: the configuration is frozen
createAskless().config.locale = 'es';
// @ts-expect-error: nothing to restore in text
createForHtml().strip('<form></form>').restore();
