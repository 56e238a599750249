/// Measures the packaged program from outside, and its reader from inside. No part of the program.
@org.jspecify.annotations.NullMarked
package org.amparo.bench;
