// SPDX-License-Identifier: Apache-2.0
/** What leaves the building, declared, limited and counted. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.egress;
