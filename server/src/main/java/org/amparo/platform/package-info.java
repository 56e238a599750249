/// Nothing about our field: clock, ids, pollers, database process, home folder.
@org.jspecify.annotations.NullMarked
package org.amparo.platform;
