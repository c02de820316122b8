"""Grown surfaces and living skins."""
TABLE = """
grass: lawn, meadow, turf, green field, garden lawn, grassland, football pitch, golf green, pasture, grass ground, mown lawn, park grass, soccer field, grassy ground, prairie, blades of grass, backyard lawn, field of grass
grass [withered]: dead grass, withered grass, savanna grass, dried lawn, straw coloured grass, drought lawn, burnt grass, dry steppe
grass [flowers]: flower meadow, wildflower meadow, flowery lawn, spring meadow
grass [long]: tall grass, wild grass, overgrown field, overgrown lawn
grass [short]: trimmed lawn, cut grass, golf course grass, putting green, artificial turf
leaves: leaf litter, dead leaves, autumn ground, forest leaves, fall foliage, leaf pile, leaf covered ground, dry leaves, leaves on the ground, scattered leaves, park leaves, fall leaves, autumn foliage
leaves [maple leaves]: maple foliage, maple leaf litter, canadian maple leaves
leaves [-maple leaves]: beech leaves, oval leaves
moss: green moss, moss cushions, mossy carpet, sphagnum, forest moss, moss covered ground, moss bed, lush moss, peat moss, velvety moss, boggy moss, swamp moss, moss blanket, moss wall, reindeer moss
ivy: ivy covered wall, creeper plant, climbing plant, hedge of ivy, creeping vines, vine covered wall, overgrown wall, english ivy, living wall, climber leaves, wall of leaves, jungle foliage, dense foliage, vines, vertical garden
bark: trunk, tree trunk, bark of a tree, rough bark, log bark, forest tree bark, old tree trunk, wood bark
bark [birch bark]: white birch bark, birch trunk, silver birch bark, paper birch, birch tree trunk
bark [oak bark]: oak tree trunk, willow bark, furrowed bark, elm bark, deeply furrowed trunk
bark [pine bark]: pine tree trunk, scaly bark, plated bark, spruce bark, sycamore bark
scales [fish scales]: mermaid tail, koi scales, carp scales, fish skin, salmon scales, mermaid skin, sea creature scales
scales [snake skin]: python skin, viper scales, serpent skin, cobra scales, python leather, snake leather, boa skin, reptile hide
scales [dragon scales]: dragon hide, wyvern scales, fantasy dragon skin, dragon armor, monster scales, beast scales
scales [crocodile skin]: lizard hide, iguana skin, dinosaur skin, gator skin, reptilian skin, lizard scales, dinosaur hide, komodo dragon skin
scales [fish scales; shiny]: scale armor, scale mail
scales [own; #gold]: golden scales, golden dragon scales
crocodile: alligator hide, crocodile handbag leather, exotic leather, croc embossed leather, gator leather, reptile leather, caiman skin, crocodile pattern leather, crocodile hide, alligator handbag, crocodile belly skin
fur [-leopard; -tiger; -zebra; -cow]: animal pelt, pelt, bear fur, wolf fur, plush fur, faux fur, furry pelt, hairy hide, animal hair, fluffy coat, furry surface, fur rug, fake fur, fur throw, fur blanket, shaggy coat of an animal
fur [-leopard; -tiger; -zebra; -cow; own; #brown]: bear pelt, beaver fur, brown bear fur, dog fur, otter fur
fur [-leopard; -tiger; -zebra; -cow; own; #grey]: wolf pelt, grey wolf fur, rabbit fur, werewolf fur
fur [-leopard; -tiger; -zebra; -cow; own; #white]: polar bear fur, arctic fox fur, sheepskin, snow fox fur, yeti fur
fur [-leopard; -tiger; -zebra; -cow; own; #orange]: fox fur, fox pelt, ginger cat fur, red fox fur
fur [-leopard; -tiger; -zebra; -cow; own; #black]: panther fur, black cat fur, mink fur
fur [-leopard; -tiger; -zebra; -cow; own; #tan/cream/beige]: lion fur, camel hair, llama fur, labrador fur
fur [leopard fur]: leopard print, cheetah print, leopard pelt, jaguar fur, animal print, leopard coat
fur [tiger fur]: tiger pelt, tiger print, striped animal fur, tiger hide, animal print
fur [zebra fur]: zebra print, zebra hide, zebra pattern, animal print
fur [cow fur]: cow print, holstein cow hide, cattle hide, cow skin, cowhide rug
alien_flesh: biomechanical skin, monster flesh, creature skin, organic growth, alien hive wall, flesh wall, horror flesh, slimy tissue, mutant skin, inside of a monster, living tissue, xenomorph hive, raw flesh, body horror, meat wall, alien organism
alien_flesh [brain]: brain folds, brain surface, brain matter, cerebral folds, intestines, guts
alien_flesh [blistered]: warts, toad skin, blistered skin, diseased skin, pustules
alien_flesh [organic cells]: cell membrane, swollen cells, alien eggs, biological cells
honeycomb: bee hive, beehive, beeswax, hexagonal wax cells, bee comb, honey cells, hive comb, apiary comb, wax cells, honey comb frame, bees wax comb
crystal: crystal cave, mineral crystals, gem surface, crystal formation, fantasy crystals, magic crystals
crystal [with facets]: jewels, cut gemstones, faceted gems, precious stones, diamond facets, jewel surface, treasure gems, polished gems
crystal [with pointed shards]: geode, crystal cave wall, crystal geode, quartz points, mineral cluster, crystal spikes, crystal outcrop, gem cluster
crystal [own; #purple/violet]: amethyst, amethyst geode, amethyst cluster
crystal [own; #blue]: sapphire, blue sapphires, mana crystals
crystal [own; #green]: emeralds, peridot
crystal [own; #red]: rubies, garnet, garnets
crystal [own; #white]: diamonds, rock crystal, clear quartz, quartz cluster, quartz
crystal [own; #pink]: rose quartz, tourmaline
crystal [own; #amber]: citrine, topaz, topaz crystals
crystal [own; #cyan/turquoise]: aquamarine, apatite
"""
