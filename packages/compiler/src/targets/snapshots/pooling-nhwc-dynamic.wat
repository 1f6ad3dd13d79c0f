(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_pooling_nhwc_max_DxDxDx32x3x3 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local v128) (local i32) (local v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32) (local v128 v128 v128 v128)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128) (local i32) (local v128 v128 v128 v128)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 1 i32.load local.set 12
        local.get 1 i32.load offset=4 local.set 13
        local.get 1 i32.load offset=8 local.set 14
        local.get 1 i32.load offset=12 local.set 15
        local.get 1 i32.load offset=16 local.set 16
        local.get 1 i32.load offset=20 local.set 17
        local.get 12 local.set 18
        local.get 13 local.set 12
        local.get 14 local.set 13
        local.get 15 local.set 14
        local.get 16 local.set 15
        local.get 17 local.set 16
        local.get 18 local.get 12 i32.mul local.set 17
        local.get 17 local.get 13 i32.mul local.set 18
        local.get 18 i32.const 32 i32.mul local.set 17
        local.get 0 i32.load i32.const 0 i32.add local.set 18
        local.get 14 local.get 15 i32.mul local.set 17
        local.get 17 local.get 16 i32.mul local.set 19
        local.get 19 i32.const 32 i32.mul local.set 17
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 19
        local.get 14 local.get 15 i32.mul local.set 17
        local.get 17 local.get 16 i32.mul local.set 20
        local.get 20 i32.const 32 i32.mul local.set 17
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 20
        local.get 8 i32.const 512 i32.mul local.set 17
        local.get 4 i32.const 512 i32.mul local.set 21
        local.get 10 local.tee 22 local.get 14 i32.lt_s if
          loop
            local.get 9 local.tee 23 local.get 15 i32.lt_s if
              loop
                local.get 17 local.tee 24 local.get 16 i32.lt_s if
                  loop
                    local.get 16 local.get 24 i32.sub local.set 25
                    i32.const 512 local.get 25 i32.const 512 local.get 25 i32.lt_u select local.set 26
                    local.get 16 i32.const 32 i32.mul local.set 25
                    local.get 25 local.get 15 i32.mul local.set 27
                    local.get 22 local.get 27 i32.mul local.set 28
                    local.get 23 local.get 25 i32.mul local.set 27
                    local.get 24 i32.const 32 i32.mul local.set 25
                    local.get 25 local.get 27 i32.add local.set 29
                    local.get 29 local.get 28 i32.add local.set 27
                    local.get 13 i32.const 32 i32.mul local.set 28
                    local.get 28 local.get 12 i32.mul local.set 29
                    local.get 22 local.get 29 i32.mul local.set 30
                    local.get 25 local.get 30 i32.add local.set 29
                    i32.const 0 local.tee 30 local.get 26 i32.lt_s if
                      loop
                        local.get 30 i32.const 32 i32.mul local.set 25
                        local.get 27 local.get 25 i32.add local.set 31
                        local.get 29 local.get 25 i32.add local.set 32
                        i32.const 0 local.tee 25 i32.const 32 i32.lt_s if
                          local.get 19 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 33
                          local.get 33 i32.const 0 i32.const 2 i32.shl i32.add local.set 34
                          local.get 34 i32.const 128 i32.add local.set 35
                          local.get 19 local.get 31 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 36
                          local.get 36 i32.const 0 i32.const 2 i32.shl i32.add local.set 37
                          local.get 19 local.get 31 i32.const 2 i32.shl i32.add i32.const 32 i32.add local.set 38
                          local.get 38 i32.const 0 i32.const 2 i32.shl i32.add local.set 39
                          local.get 19 local.get 31 i32.const 2 i32.shl i32.add i32.const 48 i32.add local.set 40
                          local.get 40 i32.const 0 i32.const 2 i32.shl i32.add local.set 41
                          local.get 20 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 42
                          local.get 42 i32.const 0 i32.const 2 i32.shl i32.add local.set 43
                          local.get 20 local.get 31 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 44
                          local.get 44 i32.const 0 i32.const 2 i32.shl i32.add local.set 45
                          local.get 20 local.get 31 i32.const 2 i32.shl i32.add i32.const 32 i32.add local.set 46
                          local.get 46 i32.const 0 i32.const 2 i32.shl i32.add local.set 47
                          local.get 20 local.get 31 i32.const 2 i32.shl i32.add i32.const 48 i32.add local.set 48
                          local.get 48 i32.const 0 i32.const 2 i32.shl i32.add local.set 49
                          loop
                            local.get 34 local.set 51
                            local.get 51 v128.load align=4 local.set 50
                            local.get 37 local.set 51
                            local.get 51 v128.load align=4 local.set 52
                            local.get 39 local.set 51
                            local.get 51 v128.load align=4 local.set 53
                            local.get 41 local.set 51
                            local.get 51 v128.load align=4 local.set 54
                            local.get 32 local.get 25 i32.add local.set 51
                            local.get 50 local.get 52 local.get 53 local.get 54 local.set 58
                            local.set 57
                            local.set 56
                            local.set 55
                            i32.const 0 local.tee 59 i32.const 3 i32.lt_s if
                              loop
                                local.get 23 local.get 59 i32.add local.set 60
                                local.get 60 local.get 28 i32.mul local.set 61
                                local.get 51 local.get 61 i32.add local.set 60
                                local.get 55 local.get 56 local.get 57 local.get 58 local.set 65
                                local.set 64
                                local.set 63
                                local.set 62
                                i32.const 0 local.tee 61 i32.const 3 i32.lt_s if
                                  local.get 18 local.get 60 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 66
                                  local.get 66 i32.const 0 i32.const 7 i32.shl i32.add local.set 67
                                  local.get 67 i32.const 384 i32.add local.set 68
                                  local.get 18 local.get 60 i32.const 2 i32.shl i32.add i32.const 16 i32.add
                                  local.set 69
                                  local.get 69 i32.const 0 i32.const 7 i32.shl i32.add local.set 70
                                  local.get 18 local.get 60 i32.const 2 i32.shl i32.add i32.const 32 i32.add
                                  local.set 71
                                  local.get 71 i32.const 0 i32.const 7 i32.shl i32.add local.set 72
                                  local.get 18 local.get 60 i32.const 2 i32.shl i32.add i32.const 48 i32.add
                                  local.set 73
                                  local.get 73 i32.const 0 i32.const 7 i32.shl i32.add local.set 74
                                  loop
                                    local.get 67 local.set 76
                                    local.get 76 v128.load align=4 local.set 75
                                    local.get 70 local.set 76
                                    local.get 76 v128.load align=4 local.set 77
                                    local.get 72 local.set 76
                                    local.get 76 v128.load align=4 local.set 78
                                    local.get 74 local.set 76
                                    local.get 76 v128.load align=4 local.set 79
                                    local.get 62 local.get 75 f32x4.max local.set 80
                                    local.get 63 local.get 77 f32x4.max local.set 75
                                    local.get 64 local.get 78 f32x4.max local.set 77
                                    local.get 65 local.get 79 f32x4.max local.set 78
                                    local.get 80 local.get 75 local.get 77 local.get 78 local.set 65
                                    local.set 64
                                    local.set 63
                                    local.set 62
                                    local.get 67 i32.const 128 i32.add local.set 67
                                    local.get 70 i32.const 128 i32.add local.set 70
                                    local.get 72 i32.const 128 i32.add local.set 72
                                    local.get 74 i32.const 128 i32.add local.set 74
                                    local.get 67 local.get 68 i32.ne br_if 0
                                  end
                                end
                                local.get 62 local.get 63 local.get 64 local.get 65 local.set 58
                                local.set 57
                                local.set 56
                                local.set 55
                                local.get 59 i32.const 1 i32.add local.tee 59 i32.const 3 i32.lt_s br_if 0
                              end
                            end
                            local.get 43 local.set 51
                            local.get 51 local.get 55 v128.store align=4
                            local.get 45 local.set 51
                            local.get 51 local.get 56 v128.store align=4
                            local.get 47 local.set 51
                            local.get 51 local.get 57 v128.store align=4
                            local.get 49 local.set 51
                            local.get 51 local.get 58 v128.store align=4
                            local.get 34 i32.const 64 i32.add local.set 34
                            local.get 37 i32.const 64 i32.add local.set 37
                            local.get 39 i32.const 64 i32.add local.set 39
                            local.get 41 i32.const 64 i32.add local.set 41
                            local.get 43 i32.const 64 i32.add local.set 43
                            local.get 45 i32.const 64 i32.add local.set 45
                            local.get 47 i32.const 64 i32.add local.set 47
                            local.get 49 i32.const 64 i32.add local.set 49
                            local.get 25 i32.const 16 i32.add local.tee 25 i32.const 32 i32.lt_s br_if 0
                          end
                        end
                        local.get 30 i32.const 1 i32.add local.tee 30 local.get 26 i32.lt_s br_if 0
                      end
                    end
                    local.get 24 local.get 21 i32.add local.tee 24 local.get 16 i32.lt_s br_if 0
                  end
                end
                local.get 23 local.get 5 i32.add local.tee 23 local.get 15 i32.lt_s br_if 0
              end
            end
            local.get 22 local.get 6 i32.add local.tee 22 local.get 14 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
