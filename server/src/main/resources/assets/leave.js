// Leaving: the page is blank at once, and Back does not return to it. Without this script the link still leads away.
'use strict';
(() => {
  const link = document.getElementById('leave');
  const leave = () => {
    document.documentElement.hidden = true;
    location.replace(link.href);
  };
  link.addEventListener('click', event => {
    event.preventDefault();
    leave();
  });
  addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      leave();
    }
  });
  // a page kept in memory and shown again by Back is no longer blank
  addEventListener('pageshow', () => {
    document.documentElement.hidden = false;
  });
})();
