// The entry: starts each module. Every page works without any of them.
import { contentArrived } from './swap.js';
import './forms.js';
import './complaints.js';
import './search.js';
import './rows.js';
import './combo.js';
import './suggest.js';
import './due.js';
import './drafts.js';
import './files.js';
import './dialogs.js';
import './keys.js';
import './live.js';
import './clock.js';
import './copy.js';
import './theme.js';

contentArrived(document);
