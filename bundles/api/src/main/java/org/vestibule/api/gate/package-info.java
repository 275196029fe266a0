// SPDX-License-Identifier: Apache-2.0
/** How callers cross the gap while a feature is being replaced. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.gate;
