/// Tests of what knows nothing about our field.
@org.jspecify.annotations.NullMarked
package org.amparo.platform;
