// SPDX-License-Identifier: Apache-2.0
/** What other systems order, whatever they speak: one way to have it judged, done and answered. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.command;
