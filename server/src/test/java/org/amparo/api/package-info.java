/// Tests of the public API and pages, on the running program.
@org.jspecify.annotations.NullMarked
package org.amparo.api;
