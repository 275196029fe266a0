// SPDX-License-Identifier: Apache-2.0
/** Features that change while the gateway runs, and the restart of what cannot. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.update;
