import './account/so-operators.ts';
import './account/so-new-operator.ts';
