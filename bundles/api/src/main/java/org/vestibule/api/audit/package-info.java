// SPDX-License-Identifier: Apache-2.0
/** What happened at the doors, for good. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.audit;
