@org.jspecify.annotations.NullMarked
package org.amparo.metrics;
