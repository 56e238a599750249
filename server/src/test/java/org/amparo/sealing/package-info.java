/// Tests of the key set and of what it seals.
@org.jspecify.annotations.NullMarked
package org.amparo.sealing;
