import './account/so-tokens.ts';
import './account/so-password.ts';
