import './playbooks/so-playbook-test.ts';
