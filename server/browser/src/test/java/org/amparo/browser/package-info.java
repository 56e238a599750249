/// The pages in a real Chromium, on the packaged program as a newcomer starts it.
package org.amparo.browser;
