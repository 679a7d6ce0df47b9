/** A style sheet that is loaded with the script which names it. */
declare module '*.css';
