package studio.anycost.app.engine;

import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;

/** What plugins are lent: the open generator, and graphs through its session manager. */
record StudioServices(Generator generator, Networks networks, PortraitNetworks portraits)
    implements Services {}
