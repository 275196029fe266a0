// SPDX-License-Identifier: Apache-2.0
/** Door stations and the feeds they open. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.station;
