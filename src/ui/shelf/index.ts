import './kept-bar';
import './shelf';

export { Desk } from './desk';
export { openDocuments } from './documents';
